import type { Tx } from '../base/platform/index.ts'
import { carriersInUse } from '../ground/company/index.ts'
import { type Book, glanceAtBook, makeBook, makeLevels, openBook } from '../ground/stock/index.ts'
import type { Asked } from './act.ts'
import { commands, type Need } from './commands.ts'
import { lockMerged, readMembers } from './merge.sql.ts'
import type { Order } from './order.ts'
import { lockOrders, readOrders } from './orders.sql.ts'

/** What commands are decided with, in memory: the same for options, previews and the commands themselves. */
export type Opened = {
  /** The requested orders that exist, and those merged with them. */
  orders: Map<string, Order>
  book: Book
  /** Those of the named carriers that are in use. */
  carriers: ReadonlySet<string>
}

/** An order, and what else a command on it needs to know. */
export type Wish = {
  orderId: string
  needs: readonly Need[]
  carrier?: string | null | undefined
  restockedAt?: string | undefined
}

export function wishOf({ orderId, command }: { orderId: string; command: Asked }): Wish {
  const { needs } = commands[command.type]
  const { carrier } = command.type === 'change' ? command : {}
  const { restockedAt } = command.type === 'return' ? command : {}
  return { orderId, needs, carrier, restockedAt }
}

/**
 * Opens orders for commands: locked in key order or only read, together with what the commands need and nothing else. A read
 * without locks may continue with the stock in memory as commands on other orders have left it.
 */
export async function openOrders(
  tx: Tx,
  wishes: readonly Wish[],
  how: 'lock' | { look: Book | null },
): Promise<Opened> {
  const orders = await ordersFor(tx, wishes, how === 'lock')
  const touched = idsNeeding(wishes, 'stock')
  const named = wishes.flatMap(({ carrier }) => carrier ?? [])
  const [book, carriers] = await Promise.all([
    how === 'lock' ? lockStock(tx, wishes, orders) : lookAtStock(tx, touched, orders, how.look),
    named.length > 0 ? carriersInUse(tx, named) : none,
  ])
  return { orders, book, carriers }
}

function idsNeeding(wishes: readonly Wish[], need: Need): string[] {
  const found = wishes.filter(({ needs }) => needs.includes(need))
  return [...new Set(found.map(({ orderId }) => orderId))]
}

async function ordersFor(tx: Tx, wishes: readonly Wish[], lock: boolean) {
  const ids = [...new Set(wishes.map(({ orderId }) => orderId))]
  const together = wishes.some(({ needs }) => needs.includes('merge'))
  if (lock) return await (together ? lockMerged(tx, ids) : lockOrders(tx, ids))
  const orders = await readOrders(tx, ids)
  return together ? await readMembers(tx, orders) : orders
}

/** For commands that need neither stock nor carriers; nothing changes them. */
const nothing = makeBook([], [], [])
const none: ReadonlySet<string> = new Set()

async function lockStock(
  tx: Tx,
  wishes: readonly Wish[],
  orders: ReadonlyMap<string, Order>,
): Promise<Book> {
  const ids = idsNeeding(wishes, 'stock').filter((id) => orders.has(id))
  if (ids.length === 0) return nothing
  await makeLevels(tx, levelsToRestock(wishes, orders))
  return await openBook(tx, skusOf(ids.flatMap((id) => orders.get(id) ?? [])), ids)
}

/** Levels to create, because goods may be returned to a location that never had them. */
function levelsToRestock(wishes: readonly Wish[], orders: ReadonlyMap<string, Order>) {
  return wishes.flatMap(({ restockedAt: location, orderId }) => {
    if (location === undefined) return []
    return (orders.get(orderId)?.lines ?? []).map(({ sku }) => ({ sku, location }))
  })
}

/** Levels read before keep their changes in memory; allocations are read only for these orders. */
async function lookAtStock(
  tx: Tx,
  touched: readonly string[],
  orders: ReadonlyMap<string, Order>,
  before: Book | null,
): Promise<Book> {
  if (touched.length === 0) return before ?? nothing
  // Merged orders are released together.
  const those = [...orders.values()]
  const fresh = skusOf(those).filter((sku) => !before?.levels.has(sku))
  const read = await glanceAtBook(
    tx,
    fresh,
    those.map(({ id }) => id),
  )
  for (const sku of fresh) if (!read.levels.has(sku)) read.levels.set(sku, [])
  for (const [sku, levels] of before?.levels ?? [])
    if (!read.levels.has(sku)) read.levels.set(sku, levels)
  return read
}

function skusOf(orders: readonly Order[]): string[] {
  return [...new Set(orders.flatMap(({ lines }) => lines.map(({ sku }) => sku)))]
}
