import { sql, type Tx } from '../../base/platform/index.ts'

/** The locations at which pieces of these orders are allocated, by order; orders without any are left out. */
export async function locationsOfOrders(
  tx: Tx,
  orderIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await tx.rows<{ id: string; locations: string[] }>(sql`
    select order_id as id, array_agg(distinct location order by location) as locations
    from stock.allocations where order_id = any(${orderIds}::text[]) group by order_id`)
  return new Map(rows.map(({ id, locations }) => [id, locations]))
}
