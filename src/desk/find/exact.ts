// What a search names outright stands first: who types a whole number wants that order, however many others have its digits.
import type { Refusal, Tx } from '../../base/platform/index.ts'
import { isRefusal } from '../../base/platform/index.ts'
import { listAmong, listOrders, type OrderSummary } from './list.ts'
import { ordersNamed } from './lists.ts'
import type { OrderFilter } from './pages.ts'

/** What names more orders than these names none of them outright. */
const mostNamed = 10

/**
 * A page of the desk: as `listOrders`, whose sequence stays as it is, and with the first page the orders that the search names
 * outright, by number, id, the sender's number or a tracking number, of those that the filter lets pass.
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

/** Sender's numbers are mostly written in capitals, and typed without them. */
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
