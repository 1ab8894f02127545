import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

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
      className="numbers inline-flex items-center rounded-sm text-sm whitespace-nowrap text-accent hover:underline max-sm:min-h-11"
    >
      {children}
    </Link>
  )
}
