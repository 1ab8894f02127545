import type { Caller } from '../../base/http/index.ts'
import { isRefusal, type Refusal, type Tx } from '../../base/platform/index.ts'
import { type Book, glanceAtBook } from '../../ground/stock/index.ts'
import {
  type Asked,
  act,
  type Order,
  packedOf,
  readMerges,
  readOrders,
  waiting,
} from '../../orders/index.ts'
import { askedOf, forbidden } from './bulk-command.ts'
import type { BulkAsked } from './bulk-contract.ts'
import { ordersMeant } from './select.ts'

const perRead = 500

export type Preview = { orders: number; allowed: number; refusals: { code: string; n: number }[] }

/**
 * What a command would do to many orders, one after the other, by the rules that would decide it: what the first takes from
 * the stock is not there for the next. Nothing is locked or written. Refuses what starting it would refuse.
 */
export async function previewBulk(
  tx: Tx,
  { do: command, of }: BulkAsked,
  caller: Caller,
): Promise<Preview | Refusal> {
  const refusal = forbidden(command, caller)
  if (refusal) return refusal
  const ids = await ordersMeant(tx, of, caller)
  if (isRefusal(ids)) return ids
  const refused = new Map<string, number>()
  const shelf: Shelf = { book: null }
  for (let from = 0; from < ids.length; from += perRead) {
    const some = ids.slice(from, from + perRead)
    for (const code of await foresee(tx, shelf, some, askedOf(command), caller))
      refused.set(code, (refused.get(code) ?? 0) + 1)
  }
  const counted = [...refused].map(([code, n]) => ({ code, n })).sort((a, b) => b.n - a.n)
  const sum = counted.reduce((all, { n }) => all + n, 0)
  return { orders: ids.length, allowed: ids.length - sum, refusals: counted }
}

/** The stock as the orders before have left it, in memory. */
type Shelf = { book: Book | null }

const touchesStock = new Set<Asked['type']>(['allocate', 'cancel', 'release', 'ship'])

/** The codes of those that would be refused. */
async function foresee(
  tx: Tx,
  shelf: Shelf,
  ids: readonly string[],
  asked: Asked,
  { channels, locations }: Caller,
): Promise<string[]> {
  const orders = await readOrders(tx, ids)
  const needed = touchesStock.has(asked.type) ? [...orders.values()] : []
  const book = await takeBook(tx, shelf, needed)
  const { merges, tried } = await companyOf(tx, asked, orders)
  return ids.flatMap((id) => {
    const order = orders.get(id)
    if (!order || (channels !== null && !channels.includes(order.channel))) return ['not_found']
    const outcome = act(tried(order), order, book, locations)
    if (isRefusal(outcome)) return [outcome.refused]
    const waits = waiting(merges.get(order.merge ?? '') ?? [])
    return waits.length > 0 ? ['merge_waits'] : []
  })
}

/**
 * With what a command is decided besides the order: those of one parcel are released with each other, and what stands packed
 * leaves with its package only.
 */
async function companyOf(tx: Tx, asked: Asked, orders: ReadonlyMap<string, Order>) {
  const releasing = asked.type === 'release'
  const merges = releasing ? await readMerges(tx, orders) : new Map<string, Order[]>()
  const packed = asked.type === 'ship' ? await packedOf(tx, [...orders.keys()]) : []
  const tried = ({ id }: Order): Asked => {
    if (asked.type === 'ship')
      return { ...asked, packed: packed.filter(({ orderId }) => orderId === id) }
    return releasing ? { ...asked, together: true } : asked
  }
  return { merges, tried }
}

/** Levels that were read before stay as they have become; allocations are only needed for the orders at hand. */
async function takeBook(tx: Tx, shelf: Shelf, orders: readonly Order[]): Promise<Book> {
  const skus = new Set(orders.flatMap(({ lines }) => lines.map(({ sku }) => sku)))
  const fresh = [...skus].filter((sku) => !shelf.book?.levels.has(sku))
  const read = await glanceAtBook(
    tx,
    fresh,
    orders.map(({ id }) => id),
  )
  for (const sku of fresh) if (!read.levels.has(sku)) read.levels.set(sku, [])
  const { book } = shelf
  if (!book) {
    shelf.book = read
    return read
  }
  for (const [sku, levels] of read.levels) book.levels.set(sku, levels)
  book.allocations = read.allocations
  book.changedAllocations.clear()
  book.movements.length = 0
  return book
}
