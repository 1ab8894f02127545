// What the company sets: a list of parts, each with its effect, its last change and its history.
import { Link, useParams } from '@tanstack/react-router'
import { useSession } from '../app/session.tsx'
import { useWords } from '../base/words.ts'
import { Empty } from '../kit/empty.tsx'
import { PageHead } from '../kit/page.tsx'
import { type PartPlace, parts } from './parts.ts'

export function Screen() {
  const { t, code } = useWords()
  const { may } = useSession()
  const { part: wanted } = useParams({ strict: false })
  const mine = parts.filter(({ permission }) => permission === undefined || may(permission))
  const known = parts.find((part) => part.code === wanted)
  const part = wanted === undefined ? mine[0] : known
  const isMine = part !== undefined && mine.includes(part)
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead title={t('settings.title')} />
      <div className="flex min-h-0 grow max-md:flex-col">
        <PartList parts={mine} open={part} />
        {isMine && <part.Part key={part.code} />}
        {!isMine && (
          <Empty title={t(part ? 'shell.not_allowed' : 'shell.not_found')}>
            {part?.permission &&
              t('shell.not_allowed_why', { permission: code('permission', part.permission) })}
          </Empty>
        )}
      </div>
    </div>
  )
}

function PartList({
  parts: mine,
  open,
}: {
  parts: readonly PartPlace[]
  open: PartPlace | undefined
}) {
  const { t } = useWords()
  const groups = [...new Set(mine.map(({ group }) => group))]
  return (
    <nav
      aria-label={t('settings.parts')}
      className="w-48 shrink-0 overflow-y-auto border-r border-line p-2 max-md:flex max-md:w-full max-md:border-r-0 max-md:border-b"
    >
      {groups.map((group) => (
        <div key={group} className="mb-3 max-md:mb-0 max-md:flex">
          <p className="px-2 py-1 text-xs text-muted max-md:sr-only">{t(group)}</p>
          {mine
            .filter((part) => part.group === group)
            .map((part) => (
              <Link
                key={part.code}
                to="/settings/$part"
                params={{ part: part.code }}
                ref={part === open ? intoView : null}
                aria-current={part === open ? 'page' : undefined}
                className={`flex min-h-8 items-center rounded-md px-2 text-base whitespace-nowrap max-sm:min-h-11 ${
                  part === open ? 'bg-accent-soft font-medium text-accent' : 'hover:bg-sunken'
                }`}
              >
                {t(part.label)}
              </Link>
            ))}
        </div>
      ))}
    </nav>
  )
}

/** On a phone the parts lie side by side, and the open one may be far to the right. */
function intoView(link: HTMLAnchorElement | null): void {
  link?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}
