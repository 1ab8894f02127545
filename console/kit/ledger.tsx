import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { useFormat } from '../base/format.ts'

export type LedgerRow = {
  key: string
  label: ReactNode
  /** Minor units, with the sign by which it counts. */
  minor: number
  /** `sum` stands under a line, stronger; `note` is told but does not count. */
  kind?: 'part' | 'sum' | 'note'
  hint?: ReactNode
}

/** Money that adds up before the eye: parts with their signs, a line, the sum. Every amount of one currency. */
export function Ledger({
  label,
  rows,
  currency,
}: {
  label: string
  rows: readonly LedgerRow[]
  currency: string
}) {
  const format = useFormat()
  return (
    <table aria-label={label} className="numbers w-full text-sm">
      <tbody>
        {rows.map(({ key, label: name, minor, kind = 'part', hint }) => (
          <tr key={key} className={clsx(kind === 'sum' && 'border-t border-strong font-semibold')}>
            <th
              scope="row"
              className={clsx(
                'py-0.5 pr-4 text-left',
                kind !== 'sum' && 'font-normal',
                kind === 'note' && 'text-muted',
              )}
            >
              {name}
              {hint && <span className="ml-2 text-xs font-normal text-muted">{hint}</span>}
            </th>
            <td
              className={clsx(
                'py-0.5 text-right whitespace-nowrap',
                kind === 'note' && 'text-muted',
              )}
            >
              {format.money(minor, currency)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
