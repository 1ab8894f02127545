import type { Caller } from '../../base/http/index.ts'
import { isRefusal, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import { listOrders, searchedBy } from '../find/index.ts'
import { type BulkAsked, mostOrders } from './contract.ts'

const perPage = 1_000

/**
 * The orders of the selection, each once: the named ones, or those that the list shows for the filter, in its sequence.
 * Refuses `no_orders` and `too_many_orders` (more than 50,000).
 */
export async function ordersMeant(
  tx: Tx,
  of: BulkAsked['of'],
  caller: Caller,
): Promise<string[] | Refusal> {
  if ('ids' in of) return [...new Set(of.ids)]
  if ('orders' in of) return [...new Set(of.orders.map(({ id }) => id))]
  const filter = searchedBy(of.filter, caller)
  // An order that changes its place in the list between two pages may be met twice.
  const ids = new Set<string>()
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listOrders(
      tx,
      { ...filter, limit: perPage, ...(cursor !== undefined && { cursor }) },
      caller.channels,
    )
    if (isRefusal(page)) return page
    for (const { id } of page.items) ids.add(id)
    if (ids.size > mostOrders) return refuse('too_many_orders', { limit: mostOrders })
    cursor = page.next
  }
  return ids.size === 0 ? refuse('no_orders') : [...ids]
}
