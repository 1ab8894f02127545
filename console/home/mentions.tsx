import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { usePeople } from '../app/people.ts'
import type { Answered } from '../base/api.ts'
import { api } from '../base/api.ts'
import { useSending } from '../base/sending.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Section } from '../kit/page.tsx'
import { Time } from '../kit/time.tsx'
import { useMentions } from './data.ts'

type Mention = Answered<'GET /api/mentions'>['items'][number]

/** Comments that name the one who looks, the newest first. */
export function Mentions() {
  const { t } = useWords()
  const client = useQueryClient()
  const { data } = useMentions()
  const read = useSending(() => api.call('POST /api/mentions/seen', { body: {} }), {
    done: () => client.invalidateQueries({ queryKey: ['home', 'mentions'] }),
  })
  if (!data) return <Section title={t('home.mentions_question')}>{null}</Section>
  return (
    <Section
      title={t('home.mentions_question')}
      actions={
        data.unseen > 0 && (
          <Button kind="quiet" busy={read.busy} onClick={() => read.send()}>
            {t('home.mentions_seen')}
          </Button>
        )
      }
    >
      {data.items.length === 0 ? (
        <p className="py-2 text-sm text-muted">{t('home.mentions_none')}</p>
      ) : (
        <ul>
          {data.items.map((mention) => (
            <MentionRow key={mention.id} mention={mention} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function MentionRow({ mention }: { mention: Mention }) {
  const { t } = useWords()
  const person = usePeople()
  const { orderId, orderNumber, by, text, at, seen } = mention
  return (
    <li className="border-b border-line py-2 text-sm">
      <div className="flex items-center gap-2">
        <Link
          to="/orders/$id"
          params={{ id: orderId }}
          className="rounded-sm font-medium hover:underline"
        >
          {t('home.mentions_about', { name: person(by), number: String(orderNumber) })}
        </Link>
        {!seen && <Chip tone="info">{t('home.mentions_new')}</Chip>}
        <Time at={at} how="ago" className="ml-auto text-xs text-muted" />
      </div>
      <p className="line-clamp-2 text-muted">{text}</p>
    </li>
  )
}
