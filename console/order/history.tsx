import { useEvents, useNames } from '../acting/index.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'

/** A slider over the log: the order as it was after any of its facts. At the end it is the order as it is now. */
export function History({
  id,
  asOf,
  onVersion,
}: {
  id: string
  asOf: number | undefined
  onVersion: (version: number | undefined) => void
}) {
  const { t, code } = useWords()
  const format = useFormat()
  const names = useNames()
  const facts = useEvents(id) ?? []
  const newest = facts.length
  if (newest < 2) return null
  const version = Math.min(asOf ?? newest, newest)
  const fact = facts[version - 1]
  const what = fact && code('fact', fact.type)
  const told = fact ? `${what} · ${format.time(fact.at)} · ${names.person(fact.by)}` : ''
  return (
    <div className="grid gap-1 text-sm">
      <input
        type="range"
        min={1}
        max={newest}
        value={version}
        aria-label={t('order.history')}
        aria-valuetext={`${t('order.version_of', { version: String(version), newest: String(newest) })}: ${told}`}
        onChange={({ target }) => {
          const next = Number(target.value)
          onVersion(next === newest ? undefined : next)
        }}
        className="w-full accent-accent"
      />
      <div className="flex items-center justify-between gap-2 text-xs text-muted">
        <span>
          {t('order.version_of', { version: String(version), newest: String(newest) })} · {told}
        </span>
        {asOf !== undefined && (
          <Button kind="quiet" onClick={() => onVersion(undefined)}>
            {t('order.back_to_now')}
          </Button>
        )}
      </div>
    </div>
  )
}
