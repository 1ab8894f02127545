import { sql, type Tx } from '../base/platform/index.ts'
import type { Order } from './order.ts'
import { lockOrders, readOrders } from './orders.sql.ts'

/**
 * Locks orders and all that are merged with one of them, in id order, and reads them. For orders without a merge it needs no
 * more statements than `lockOrders`.
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
 * Orders that joined while we waited for the locks are locked afterwards, out of order. Two transactions that do so may
 * deadlock; the database ends that, and the transaction is repeated.
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

/** The orders of merges, sorted by number; runs no statement when none is named. */
export async function membersOf(
  tx: Tx,
  merges: readonly string[],
): Promise<{ id: string; number: number; merge: string }[]> {
  if (merges.length === 0) return []
  return await tx.rows(sql`
    select id, number, merge from orders.orders where merge = any(${merges}::text[]) order by number`)
}

/** These orders and all that are merged with one of them. Runs no further statement when none is in a merge. */
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
