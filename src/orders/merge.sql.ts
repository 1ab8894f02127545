import { sql, type Tx } from '../base/platform/index.ts'
import type { Order } from './order.ts'
import { lockOrders, readOrders } from './orders.sql.ts'
import { found } from './search.ts'

/**
 * Locks orders and all those that go in a parcel with one of them, in id order, and reads them. For orders that are in no merge
 * it asks no more than `lockOrders` does.
 */
export async function lockMerged(tx: Tx, ids: readonly string[]): Promise<Map<string, Order>> {
  const [locked, orders] = await Promise.all([
    tx.rows<{ id: string }>(sql`
      select id from orders.orders where id = any(array(
        select unnest(${ids}::text[]) union
        select other.id from orders.orders one join orders.orders other on other.merge = one.merge
        where one.id = any(${ids}::text[]) and one.merge is not null))
      order by id for update`),
    readOrders(tx, ids),
  ])
  const others = locked.map(({ id }) => id).filter((id) => !orders.has(id))
  if (others.length > 0) add(orders, await readOrders(tx, others))
  await lockLatecomers(tx, orders)
  return orders
}

/**
 * Who joined while the locks were waited for is locked behind them. Two that do so may wait for each other; the database ends
 * that, and the transaction is repeated.
 */
async function lockLatecomers(tx: Tx, orders: Map<string, Order>): Promise<void> {
  for (;;) {
    const members = await membersOf(tx, mergesOf(orders.values()))
    const missing = members.map(({ id }) => id).filter((id) => !orders.has(id))
    if (missing.length === 0) return
    add(orders, await lockOrders(tx, missing))
  }
}

function add(orders: Map<string, Order>, more: ReadonlyMap<string, Order>): void {
  for (const [id, order] of more) orders.set(id, order)
}

export function mergesOf(orders: Iterable<Order>): string[] {
  return [...new Set([...orders].flatMap(({ merge }) => merge ?? []))]
}

/** The orders of merges, by number; asks nothing where none is named. */
export async function membersOf(
  tx: Tx,
  merges: readonly string[],
): Promise<{ id: string; number: number; merge: string }[]> {
  if (merges.length === 0) return []
  return await tx.rows(sql`
    select id, number, merge from orders.orders where merge = any(${merges}::text[]) order by number`)
}

/** These orders and all that go in one parcel with one of them. Asks nothing more where none is in a merge. */
export async function readMembers(
  tx: Tx,
  known: ReadonlyMap<string, Order>,
): Promise<Map<string, Order>> {
  const orders = new Map(known)
  const members = await membersOf(tx, mergesOf(known.values()))
  const missing = members.map(({ id }) => id).filter((id) => !known.has(id))
  if (missing.length > 0) add(orders, await readOrders(tx, missing))
  return orders
}

/**
 * Open orders of the same channel, of which the warehouse was told nothing, that may go to the same recipient: found by the words
 * of name and place, so whether they do is for the rules to say. 50 at most, those of the same street first, for a town has many
 * of one name; then the newest.
 */
export async function fittingOrders(tx: Tx, { channel, shipTo }: Order): Promise<string[]> {
  const words = `${shipTo.name} ${shipTo.postcode ?? shipTo.city}`
  const rows = await tx.search<{ id: string }>(sql`
    select id from orders.orders
    where channel = ${channel} and status in ('received', 'confirmed') and to_send > 0
      and fulfilment in ('none', 'partly_allocated', 'allocated')
      ${found(words, null, { channels: [channel], limit: 500 })}
    order by coalesce(ship_to->>'street' = ${shipTo.street}, false) desc, id desc limit 50`)
  return rows.map(({ id }) => id)
}
