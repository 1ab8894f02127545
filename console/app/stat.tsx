import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { Search } from './addresses.ts'

const inks = { plain: 'text-ink', good: 'text-good', warn: 'text-warn', bad: 'text-bad' }

export type StatProps = {
  /** What the number counts. */
  label: string
  value: ReactNode
  tone?: keyof typeof inks
  /** Beside the number: what it is compared with, or how it came about. */
  note?: ReactNode
  /** Where its rows are: every number opens them. */
  rows: Search<'/orders'>
  /** Drawn below, as a sparkline. */
  children?: ReactNode
}

/** One number with what it counts, as a link to its rows at the desk. */
export function Stat({ label, value, tone = 'plain', note, rows, children }: StatProps) {
  return (
    <div className="min-w-0">
      <Link
        to="/orders"
        search={rows}
        className="group block rounded-sm"
        activeOptions={{ exact: true }}
      >
        <span className="block truncate text-sm text-muted group-hover:text-ink">{label}</span>
        <span
          className={clsx('numbers block text-2xl font-semibold group-hover:underline', inks[tone])}
        >
          {value}
        </span>
      </Link>
      {note && <div className="text-xs text-muted">{note}</div>}
      {children}
    </div>
  )
}
