import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { useWords } from '../app/words.ts'
import { durationOf } from './health.ts'

export type Head = { label: string; end?: boolean; wide?: boolean }

/** A table under its heads; `end` stands to the right, `wide` is left out on a phone. */
export function Table({ heads, children }: { heads: readonly Head[]; children: ReactNode }) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line text-left text-muted">
            {heads.map(({ label, end, wide }) => (
              <th
                key={label}
                scope="col"
                className={clsx(
                  'py-1 pr-4 font-medium last:pr-0',
                  end && 'text-right',
                  wide && 'max-sm:hidden',
                )}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}

export const row = 'h-(--row) border-b border-line align-middle'
export const cell = 'py-1.5 pr-4 last:pr-0'

/** Seconds as people say them. */
export function useDuration(): (seconds: number) => string {
  const { t } = useWords()
  return (seconds) => {
    const { unit, n } = durationOf(seconds)
    return t(`system.time_${unit}`, { n })
  }
}
