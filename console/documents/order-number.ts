import { useQuery } from '@tanstack/react-query'
import { api } from '../base/api.ts'
import { isOrderNumber } from './filter.ts'

/** The order that a number means: undefined while it is looked for, null where there is none. */
export function useOrderByNumber(q: string): string | null | undefined {
  const wanted = isOrderNumber(q)
  const { data, isError } = useQuery({
    queryKey: ['documents', 'order', q],
    queryFn: async () => {
      const { exact } = await api.call('GET /api/orders', { query: { q, limit: 1 } })
      return exact.find(({ number }) => String(number) === q)?.id ?? null
    },
    enabled: wanted,
  })
  return !wanted || isError ? null : data
}
