import { sql, type Tx } from '../base/platform/index.ts'
import type { Packed } from './packed.ts'

/** What stands packed of these orders; `package` and `line` tell one from the other. */
export async function packedOf(tx: Tx, orderIds: readonly string[]): Promise<Packed[]> {
  if (orderIds.length === 0) return []
  return await tx.rows<Packed>(sql`
    select package_id as package, number, order_id as "orderId", line, location, quantity
    from orders.packed where order_id = any(${orderIds}::text[]) order by package_id, line`)
}

/** In how many lines of packages pieces stand packed, over all orders. */
export async function countPacked(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(
    sql`select count(*)::int as count from orders.packed`,
  )
  return row?.count ?? 0
}

export async function insertPacked(tx: Tx, pieces: readonly Packed[]): Promise<void> {
  await tx.run(sql`
    insert into orders.packed (package_id, number, order_id, line, location, quantity)
    select package, number, "orderId", line, location, quantity
    from json_to_recordset(${JSON.stringify(pieces)}::json)
      as new(package text, number text, "orderId" text, line int, location text, quantity int)`)
}

/** The packages have left. */
export async function deletePacked(tx: Tx, packages: readonly string[]): Promise<void> {
  await tx.run(sql`delete from orders.packed where package_id = any(${packages}::text[])`)
}

/** Locks orders in the order of their ids, for what is read of them in the next statement. */
export async function lockForPacking(tx: Tx, orderIds: readonly string[]): Promise<void> {
  await tx.rows(sql`
    select from orders.orders where id = any(${orderIds}::text[]) order by id for update`)
}
