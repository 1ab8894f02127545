import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { Item, PagedName } from '../../src/outside/client/index.ts'
import { type Answered, api, type Given, type Problem } from './api.ts'

export type Pages<Name extends PagedName> = {
  rows: Item<Name>[]
  /** The first page whole, with what it tells beside its rows. */
  first: Answered<Name> | undefined
  /** Nothing has come yet. */
  waiting: boolean
  problem: Problem | null
  more: boolean
  loadMore: () => void
  /** Asks for what is loaded again, without emptying the list meanwhile. */
  refresh: () => Promise<void>
}

/** A list of the server, page after page. Another query shows the old rows until its own are there. */
export function usePages<Name extends PagedName>(
  name: Name,
  given: Omit<Given<Name>, 'signal' | 'key'>,
  { size = 100, when = true }: { size?: number; when?: boolean } = {},
): Pages<Name> {
  const client = useQueryClient()
  const queryKey = useMemo(() => [name, given], [name, given])
  const asked = useInfiniteQuery({
    queryKey,
    enabled: when,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = {
        limit: size,
        ...(given as { query?: object }).query,
        ...(cursor && { cursor }),
      }
      const call = api.call as (name: Name, given: object) => Promise<Answered<Name>>
      return call(name, { ...given, query, signal })
    },
    getNextPageParam: (page) => (page as { next: string | null }).next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const { data, fetchNextPage, isFetchingNextPage } = asked
  const rows = useMemo(
    () => (data?.pages ?? []).flatMap((page) => (page as { items: Item<Name>[] }).items),
    [data],
  )
  const loadMore = useCallback(() => {
    if (!isFetchingNextPage) fetchNextPage()
  }, [fetchNextPage, isFetchingNextPage])
  const refresh = useCallback(() => client.invalidateQueries({ queryKey }), [client, queryKey])
  return {
    rows,
    first: data?.pages[0] as Answered<Name> | undefined,
    waiting: asked.isPending,
    problem: asked.error as Problem | null,
    more: asked.hasNextPage,
    loadMore,
    refresh,
  }
}
