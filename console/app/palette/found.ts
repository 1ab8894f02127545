// What the server finds for the words that were typed: orders, customers, goods, side by side.

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Permission } from '../../../src/ground/identity/roles.ts'
import type { Answered } from '../../../src/outside/client/index.ts'
import { api } from '../../base/api.ts'
import { useSession } from '../session.tsx'

const pauseMs = 120
const shown = 6

/** The text as it was a moment ago: while somebody types, nothing is asked. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return text === '' ? '' : paused
}

/** What is named outright stands first, and is named once. */
function firstOf({ exact, items }: Answered<'GET /api/orders'>) {
  const ids = new Set(exact.map(({ id }) => id))
  return [...exact, ...items.filter(({ id }) => !ids.has(id))].slice(0, shown)
}

export function useFound(typed: string) {
  const q = usePaused(typed.trim())
  const { may } = useSession()
  const common = (permission: Permission) =>
    ({ enabled: q !== '' && may(permission), placeholderData: keepPreviousData }) as const
  const orders = useQuery({
    queryKey: ['find', 'orders', q],
    queryFn: ({ signal }) => api.call('GET /api/orders', { query: { q, limit: shown }, signal }),
    ...common('orders:read'),
  })
  const customers = useQuery({
    queryKey: ['find', 'customers', q],
    queryFn: ({ signal }) => api.call('GET /api/customers', { query: { q, limit: 4 }, signal }),
    ...common('customers:read'),
  })
  const variants = useQuery({
    queryKey: ['find', 'variants', q],
    queryFn: ({ signal }) => api.call('GET /api/variants', { query: { q, limit: 4 }, signal }),
    ...common('catalog:read'),
  })
  const none = typed.trim() === ''
  // Orders stand above the others: what came before them would keep the choice, and Enter would open it.
  const early = none || orders.isLoading
  return {
    orders: none || !orders.data ? [] : firstOf(orders.data),
    customers: early ? [] : (customers.data?.items ?? []),
    variants: early ? [] : (variants.data?.items ?? []),
    busy: orders.isFetching || customers.isFetching || variants.isFetching,
  }
}
