import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { useWords } from '../base/words.ts'
import type { Tone } from './chip.tsx'
import { Time } from './time.tsx'

export type TimelineItem = {
  id: string
  at: string
  who: string
  text: ReactNode
  tone?: Tone
  detail?: ReactNode
  /** What changed, field by field, in words. */
  changes?: readonly { label: string; before: ReactNode; after: ReactNode }[]
  actions?: ReactNode
}

const dots: Record<Tone, string> = {
  neutral: 'bg-strong',
  info: 'bg-info',
  good: 'bg-good',
  warn: 'bg-warn',
  bad: 'bg-bad',
}

/** What happened, in the sequence given: who, when, what, and what it changed. */
export function Timeline({ label, items }: { label: string; items: readonly TimelineItem[] }) {
  const { t } = useWords()
  if (items.length === 0) return <p className="text-sm text-muted">{t('kit.timeline_empty')}</p>
  return (
    <ol aria-label={label} className="ml-1 border-l border-line">
      {items.map((item) => (
        <Item key={item.id} item={item} />
      ))}
    </ol>
  )
}

function Item({ item }: { item: TimelineItem }) {
  const { id: _, at, who, text, tone = 'neutral', detail, changes = [], actions } = item
  return (
    <li className="relative pb-3 pl-4 last:pb-0">
      <span
        aria-hidden="true"
        className={clsx(
          'absolute top-1.5 -left-1 size-2 rounded-full forced-color-adjust-none',
          dots[tone],
        )}
      />
      <div className="flex items-baseline justify-between gap-3">
        <div className="min-w-0 text-sm break-words">{text}</div>
        {actions}
      </div>
      <div className="text-xs text-muted">
        {who} · <Time at={at} />
      </div>
      {detail && <div className="mt-1 text-sm break-words text-muted">{detail}</div>}
      {changes.length > 0 && <Changes changes={changes} />}
    </li>
  )
}

function Changes({ changes }: { changes: NonNullable<TimelineItem['changes']> }) {
  const { t } = useWords()
  return (
    <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 text-sm">
      {changes.map(({ label, before, after }) => (
        <div key={label} className="contents">
          <dt className="text-muted">{label}</dt>
          <dd className="min-w-0 break-words">
            <span className="sr-only">{t('kit.timeline_before')} </span>
            <del className="text-muted">{before}</del>
            <span aria-hidden="true"> → </span>
            <span className="sr-only">{t('kit.timeline_after')} </span>
            <ins className="no-underline">{after}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
