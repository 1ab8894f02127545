import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** A short table without lines between its columns. */
export function Rows({ heads, children }: { heads: readonly Head[]; children: ReactNode }) {
  return (
    <table className="w-full text-sm">
      <thead>
        <tr className="border-b border-line text-left text-muted">
          {heads.map(({ label, end, wide, grows }) => (
            <th
              key={label}
              scope="col"
              className={`py-1 pr-3 font-medium whitespace-nowrap last:pr-0 ${end ? 'text-right' : ''} ${wide ? 'max-sm:hidden' : ''} ${grows ? 'w-full' : ''}`}
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

/** `end`: numbers, which stand to the right. `wide`: not on a phone. `grows`: takes the room that is left. */
export type Head = { label: string; end?: boolean; wide?: boolean; grows?: boolean }

/** A number that opens its rows. */
export function Rest({
  to = '/orders',
  search,
  children,
}: {
  to?: string
  search: Readonly<Record<string, string>>
  children: ReactNode
}) {
  return (
    <Link
      to={to}
      search={search as never}
      className="numbers rounded-sm text-sm whitespace-nowrap text-accent hover:underline"
    >
      {children}
    </Link>
  )
}
