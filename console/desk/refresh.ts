// Rows as the server has them now, put into their places.
import type { QueryClient } from '@tanstack/react-query'
import { api, Problem } from '../base/api.ts'
import type { ListQuery } from './filter.ts'
import { changePages, listKey, loadPage } from './orders.ts'
import { merged, type Order, type Pages, rowOf, type Whole } from './rows.ts'

/** Above so many, the pages that they stand on are asked for instead of the orders. */
const few = 8

/** Asks for some orders as they are now. One that may no longer be seen stays as it is. */
export async function refreshRows(
  client: QueryClient,
  query: ListQuery,
  ids: readonly string[],
): Promise<void> {
  const rest = ids.length > few ? await refreshPages(client, query, new Set(ids)) : ids
  const rows = await Promise.all(rest.map(readRow))
  const known = rows.filter((row) => row !== null)
  changePages(client, query, (pages) => merged(pages, known))
}

/** Loads the pages of these orders again; answers those that no longer stand there. */
async function refreshPages(
  client: QueryClient,
  query: ListQuery,
  ids: ReadonlySet<string>,
): Promise<string[]> {
  const { pages = [], pageParams = [] } = client.getQueryData<Pages>(listKey(query)) ?? {}
  const rest = new Set(ids)
  for (const [index, page] of pages.entries()) {
    if (!page.items.some(({ id }) => rest.has(id))) continue
    const again = await loadPage(query, pageParams[index] as string | undefined)
    changePages(client, query, (now) => merged(now, again.items))
    for (const { id } of again.items) rest.delete(id)
  }
  return [...rest]
}

export async function readRow(id: string): Promise<Omit<Order, 'locations'> | null> {
  try {
    const whole: Whole = await api.call('GET /api/orders/{id}', { params: { id } })
    return rowOf(whole)
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}
