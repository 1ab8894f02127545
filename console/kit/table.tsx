import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** `end`: numbers, which stand to the right. `wide`: not on a phone. `grows`: takes the room that is left. */
export type Head = { label: string; end?: boolean; wide?: boolean; grows?: boolean }

/** How the rows and cells of such a table look; a cell below a `wide` head is `max-sm:hidden`. */
export const row = 'h-(--row) border-b border-line'
export const cell = 'py-1 pr-3 last:pr-0'

/** A short table without lines between its columns. */
export function Table({ heads, children }: { heads: readonly Head[]; children: ReactNode }) {
  return (
    <table className="w-full text-sm">
      <thead>
        <tr className="border-b border-line text-left text-muted">
          {heads.map(({ label, end, wide, grows }) => (
            <th
              key={label}
              scope="col"
              className={clsx(
                'py-1 pr-3 font-medium whitespace-nowrap last:pr-0',
                end && 'text-right',
                wide && 'max-sm:hidden',
                grows && 'w-full',
              )}
            >
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}
