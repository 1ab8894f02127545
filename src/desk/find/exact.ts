// Exact matches of a search come first: somebody who types a complete number wants that order, not others that contain its digits.
import type { Refusal, Tx } from '../../base/platform/index.ts'
import { isRefusal } from '../../base/platform/index.ts'
import { listAmong, listOrders, type OrderSummary } from './list.ts'
import { ordersNamed } from './lists.ts'
import type { OrderFilter } from './pages.ts'

/** If a text matches more orders than this, none of them counts as an exact match. */
const mostNamed = 10

/**
 * A page of the desk: as `listOrders`, in the same sequence. The first page also has the orders that the search names exactly, by
 * number, id, the sender's reference or a tracking number, if they match the filter.
 */
export async function listDesk(
  tx: Tx,
  filter: OrderFilter,
  channels: readonly string[] | null,
): Promise<{ exact: OrderSummary[]; items: OrderSummary[]; next: string | null } | Refusal> {
  const page = await listOrders(tx, filter, channels)
  if (isRefusal(page)) return page
  const ids = filter.cursor === undefined ? await namedBy(tx, filter, channels) : []
  const { q: _, ...others } = filter
  const exact = ids.length === 0 ? [] : await listAmong(tx, others, ids, channels)
  return { exact, ...page }
}

/** Senders' references are mostly written in capitals, but typed in lower case. */
async function namedBy(
  tx: Tx,
  { q }: OrderFilter,
  channels: readonly string[] | null,
): Promise<string[]> {
  const text = (typeof q === 'object' ? q.text : (q ?? '')).normalize('NFKC').trim()
  if (text === '') return []
  const named = await ordersNamed(tx, [...new Set([text, text.toUpperCase()])], channels)
  const ids = [...new Set([...named.values()].flat())]
  return ids.length > mostNamed ? [] : ids
}
