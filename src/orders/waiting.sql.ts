import { sql, type Tx } from '../base/platform/index.ts'

/**
 * The orders whose lines wait for stock of these skus and may have it (received or confirmed, no hold that stops allocating),
 * the oldest promise first: by what was promised, else by when it was placed. Answers their ids.
 */
export async function waitingOrders(
  tx: Tx,
  skus: readonly string[],
  limit: number,
): Promise<string[]> {
  const rows = await tx.search<{ id: string }>(sql`
    select id from orders.orders
    where id in (
        select order_id from orders.lines
        where sku = any(${skus}::text[]) and allocated + cancelled < ordered)
      and status in ('received', 'confirmed')
      and (holds = '[]' or not exists (
        select from jsonb_array_elements(holds) as hold where hold->'blocks' ? 'allocate'))
    order by coalesce(promised_for, placed_at), id limit ${limit}`)
  return rows.map(({ id }) => id)
}
