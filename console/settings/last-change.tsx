import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { differencesOf } from '../kit/difference.ts'
import { Differences, History } from '../kit/history.tsx'
import { Time } from '../kit/time.tsx'
import { useNames } from './data.ts'

type Item = {
  version: number
  type: string
  by: string
  at: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

export type Told = {
  /** Names what it is about, for keeping what was read. */
  name: string
  version: number
  /** Known without the history, for those who may not read it. */
  at?: string
  by?: string
  nameOf: (path: string) => string
  /** Where the person may read it. */
  history: (() => Promise<{ items: Item[] }>) | null
  show?: (path: string, value: unknown) => ReactNode | undefined
}

/** Who changed it last, when, from what to what; and all changes before, on demand. */
export function LastChange({ name, version, nameOf, history, show, ...known }: Told) {
  const { t, code } = useWords()
  const names = useNames()
  const [open, setOpen] = useState(false)
  const { data } = useQuery({
    queryKey: ['history', name, version],
    queryFn: () => history?.() ?? { items: [] },
    enabled: history !== null,
  })
  const last = data?.items[0]
  const { at, by } = last ?? known
  if (at === undefined || by === undefined) return null
  const naming = { nameOf, ...(show && { show }) }
  return (
    <section
      className="grid gap-2 border-t border-line pt-3"
      aria-label={t('settings.last_change')}
    >
      <p className="text-sm text-muted">
        {t('settings.last_change_by', { who: names(by) })} · <Time at={at} />
        {last && !last.before && ` · ${code('fact', last.type)}`}
      </p>
      {last && !open && last.before && (
        <Differences differences={differencesOf(last.before, last.after)} {...naming} />
      )}
      {data && data.items.length > 1 && (
        <div>
          <Button kind="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('settings.history_hide') : t('settings.history', { n: data.items.length })}
          </Button>
        </div>
      )}
      {open && data && (
        <History
          {...naming}
          changes={data.items.map((item) => ({
            ...item,
            who: names(item.by),
            what: item.before && item.after ? undefined : code('fact', item.type),
          }))}
        />
      )}
    </section>
  )
}
