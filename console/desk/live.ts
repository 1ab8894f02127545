// News about orders: rows are replaced where they stand, the counts follow, and what came in is told instead of shown.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { onBack } from '../base/connection.ts'
import { useLive } from '../base/live.ts'
import type { GridControl } from '../kit/grid/index.ts'
import type { ListQuery } from './filter.ts'
import { changePages, listKey, loadedOrders, loadPage, recount } from './orders.ts'
import { merged, type Pages, unseen } from './rows.ts'
import { useThrottled } from './throttled.ts'

const pauseMs = 1_000
const topics = ['order.*'] as const

/**
 * Follows the log for one list. Changed rows in sight are asked for again, at most once a second; the others when they come into
 * sight. `fresh` orders of the list's first page are not loaded; `show` begins the list anew.
 */
export function useDeskNews(
  query: ListQuery,
  control: GridControl,
): { fresh: number; show: () => Promise<void>; touch: (ids: readonly string[]) => void } {
  const client = useQueryClient()
  const [fresh, setFresh] = useState(0)
  const changed = useRef(new Set<string>())
  const latest = useRef(query)
  latest.current = query
  const key = JSON.stringify(query)

  const look = useCallback(async () => {
    const asked = latest.current
    recount(client)
    const page = await loadPage(asked, undefined)
    if (JSON.stringify(latest.current) !== page.list) return
    changePages(client, asked, (pages) => merged(pages, page.items))
    for (const { id } of page.items) changed.current.delete(id)
    const pages = client.getQueryData<Pages>(listKey(asked))
    setFresh(pages ? unseen(pages, page.items) : 0)
  }, [client])

  const ask = useThrottled(look, pauseMs)
  const touch = useCallback(
    (ids: readonly string[]) => {
      const loaded = new Set(loadedOrders(client, latest.current).map(({ id }) => id))
      for (const id of ids) if (loaded.has(id)) changed.current.add(id)
      ask()
    },
    [client, ask],
  )
  useLive(topics, (facts) => touch(facts.map(({ stream }) => stream)))
  useEffect(() => {
    changed.current.clear()
    setFresh(0)
    // What happened while this list was not open, or the server away, was not heard.
    const catchUp = () => touch(loadedOrders(client, latest.current).map(({ id }) => id))
    catchUp()
    return onBack(catchUp)
  }, [key, touch, client])
  useEffect(() => {
    let busy = false
    const timer = setInterval(async () => {
      if (busy || document.hidden) return
      busy = true
      await refreshInSight(client, latest.current, control, changed.current).catch(() => {})
      busy = false
    }, pauseMs)
    return () => clearInterval(timer)
  }, [client, control])

  const show = useCallback(async () => {
    const page = await loadPage(latest.current, undefined)
    const pages: Pages = { pages: [page], pageParams: [undefined] }
    client.setQueryData<Pages>(listKey(latest.current), pages)
    control.toTop()
    setFresh(0)
    recount(client)
  }, [client, control])
  return { fresh, show, touch }
}

async function refreshInSight(
  client: ReturnType<typeof useQueryClient>,
  query: ListQuery,
  control: GridControl,
  changed: Set<string>,
): Promise<void> {
  if (changed.size === 0) return
  const { first, last } = control.page
  const seen = control
    .keys()
    .slice(first, last + 1)
    .filter((id) => changed.has(id))
  for (const id of seen) changed.delete(id)
  // Wanted with the first news: the desk starts without it.
  const { refreshRows } = await import('./refresh.ts')
  await refreshRows(client, query, seen)
}
