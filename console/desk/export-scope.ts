// Which orders a file is to have: the marked ones, or all that the view shows.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, Problem } from '../base/api.ts'
import type { ListQuery } from './filter.ts'

/** As many as one list of named orders takes. */
const mostNamed = 5_000

export type Scope = ReturnType<typeof useScope>

/**
 * What is chosen of the two, how many orders the file will have, and what to ask for. The view is counted by asking, which also
 * lets somebody sign in again before the file is asked for; orders that are named are made a list of first.
 */
export function useScope(filter: ListQuery, ids: readonly string[]) {
  const marked = ids.length <= mostNamed ? ids.length : 0
  const [value, choose] = useState<'marked' | 'view'>(marked > 0 ? 'marked' : 'view')
  const { sort, ...view } = filter
  const { data, error } = useQuery({
    queryKey: ['orders', 'sums', view],
    queryFn: ({ signal }) => api.call('GET /api/orders/sums', { query: view, signal }),
    staleTime: 10_000,
  })
  const asked = async (): Promise<ListQuery> => {
    if (value === 'view') return filter
    const body = { references: [...ids] }
    const { id } = await api.call('POST /api/order-lists', { body })
    return { list: id, ...(sort && { sort }) }
  }
  const whole = data?.orders
  const refusal = error instanceof Problem ? error : null
  return { marked, whole, value, choose, refusal, asked, orders: value === 'view' ? whole : marked }
}
