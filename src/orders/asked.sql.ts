// What other modules ask about many orders at once, without reading the whole orders.
import { sql, type Tx } from '../base/platform/index.ts'

/** An order as it is shown in a list of other things. */
type Brief = { id: string; number: number; channel: string }

/** The orders with these ids, of the given channels only (null is all). Ids without an order are left out. */
export async function briefsOf(
  tx: Tx,
  ids: readonly string[],
  channels: readonly string[] | null,
): Promise<Map<string, Brief>> {
  const rows = await tx.rows<Brief>(sql`
    select id, number, channel from orders.orders
    where id = any(${ids}::text[]) and (${channels}::text[] is null or channel = any(${channels}::text[]))`)
  return new Map(rows.map((row) => [row.id, row]))
}

/** The orders that already have one of these (channel, external reference) pairs: `channel\nreference` → order id. */
export async function ordersByReference(
  tx: Tx,
  orders: readonly { channel: string; externalRef?: string | undefined }[],
): Promise<Map<string, string>> {
  const asked = orders.filter(({ externalRef }) => externalRef !== undefined)
  if (asked.length === 0) return new Map()
  const rows = await tx.rows<{ channel: string; ref: string; id: string }>(sql`
    select channel, external_ref as ref, id
    from unnest(${asked.map(({ channel }) => channel)}::text[],
      ${asked.map(({ externalRef }) => externalRef)}::text[]) as asked(channel, external_ref)
    join orders.orders using (channel, external_ref)`)
  return new Map(rows.map(({ channel, ref, id }) => [`${channel}\n${ref}`, id]))
}

/**
 * The ids of the orders that wait for stock of these skus and may get it (received or confirmed, no hold that stops allocating):
 * the earliest promise first, or the time of placing where nothing was promised.
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

/** The sum of some orders at placement: goods − discount + charges, in minor units. Later changes do not count. */
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
