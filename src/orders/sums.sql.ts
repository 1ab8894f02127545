import { sql, type Tx } from '../base/platform/index.ts'

/** What some orders were placed for, added up: goods − discount + charges, in minor units. What came later does not count. */
export async function sumPlaced(tx: Tx, ids: readonly string[]): Promise<number> {
  const [row] = await tx.rows<{ sum: number }>(sql`
    select coalesce(sum(lines.amount - orders.discount + charges.amount), 0)::bigint as sum
    from orders.orders,
      lateral (select coalesce(sum(ordered * unit_price), 0) as amount from orders.lines where order_id = id) as lines,
      lateral (select coalesce(sum((charge->>'amount')::bigint), 0) as amount
        from json_array_elements(charges) as charge) as charges
    where id = any(${ids}::text[])`)
  return row?.sum ?? 0
}
