// The pages of the list as they are loaded, and the numbers beside it.
import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../base/api.ts'
import type { Filter, ListQuery } from './filter.ts'
import { type Order, ordersOf, type Page, type Pages, pageOf } from './rows.ts'

export const pageSize = 100
const keptMs = 30 * 60_000

export function listKey(query: ListQuery) {
  return ['orders', 'list', query] as const
}

export async function loadPage(
  query: ListQuery,
  cursor: string | undefined,
  signal?: AbortSignal,
): Promise<Page> {
  const page = await api.call('GET /api/orders', {
    query: { ...query, limit: pageSize, ...(cursor !== undefined && { cursor }) },
    ...(signal && { signal }),
  })
  return pageOf(page, JSON.stringify(query))
}

/**
 * The loaded orders. What was loaded stays as it is and is kept up by news, so that coming back finds the same rows in the same
 * places; while another list is on its way, the one before is shown.
 */
export function useOrders(query: ListQuery) {
  const asked = useInfiniteQuery({
    queryKey: listKey(query),
    queryFn: ({ pageParam, signal }) => loadPage(query, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.next ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: keptMs,
    refetchOnWindowFocus: false,
    placeholderData: keepPreviousData,
    meta: { followsLog: true },
  })
  const { data } = asked
  const orders = useMemo(() => ordersOf(data), [data])
  return { ...asked, orders, list: data?.pages[0]?.list ?? '' }
}

export function changePages(
  client: QueryClient,
  query: ListQuery,
  change: (pages: Pages) => Pages,
): void {
  client.setQueryData<Pages>(listKey(query), (pages) => pages && change(pages))
}

export function loadedOrders(client: QueryClient, query: ListQuery): Order[] {
  return ordersOf(client.getQueryData<Pages>(listKey(query)))
}

const countsKey = ['orders', 'counts'] as const
const sumsKey = ['orders', 'sums'] as const

export function useCounts(channel: string | undefined) {
  return useQuery({
    queryKey: [...countsKey, channel ?? null],
    queryFn: ({ signal }) =>
      api.call('GET /api/orders/counts', {
        query: { ...(channel !== undefined && { channel }) },
        signal,
      }),
    placeholderData: keepPreviousData,
    // Who may not hear the log still sees the counts move.
    refetchInterval: 30_000,
  }).data
}

export function useSums(filter: Filter) {
  return useQuery({
    queryKey: [...sumsKey, filter],
    queryFn: ({ signal }) => api.call('GET /api/orders/sums', { query: filter, signal }),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  }).data
}

/**
 * The counts are asked for again. Sums only when they were not asked for lately, for they may have to be added up; after
 * something was done here (`now`) they are.
 */
export function recount(client: QueryClient, now = false): void {
  client.invalidateQueries({ queryKey: countsKey })
  client.invalidateQueries({ queryKey: sumsKey, predicate: (query) => now || query.isStale() })
}
