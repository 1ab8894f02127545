import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Search } from '../app/addresses.ts'

type Rows =
  | { to?: '/orders'; search: Search<'/orders'> }
  | { to: '/stock'; search: Search<'/stock'> }

/** A number that opens its rows. */
export function Rest({
  to = '/orders',
  search,
  children,
}: {
  children: ReactNode
} & Rows) {
  return (
    <Link
      to={to}
      search={search}
      className="numbers inline-flex items-center rounded-sm text-sm whitespace-nowrap text-accent hover:underline max-sm:min-h-11"
    >
      {children}
    </Link>
  )
}
