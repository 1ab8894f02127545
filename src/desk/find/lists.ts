// Lists of orders that somebody named one by one: numbers, ids, references and tracking numbers as they were pasted.
import { type Cause, newId, sql, type Tx } from '../../base/platform/index.ts'
import { findFacts } from './facts.ts'

type ListAsked = {
  references: readonly string[]
  /** The channels whose orders may be found; null is all. */
  channels: readonly string[] | null
}
type OrderList = {
  id: string
  found: number
  missing: string[]
  doubtful: { reference: string; ids: string[] }[]
}

/**
 * Makes a list of the orders that the references name, each reference once. A reference without an order is missing; one that names
 * several orders is doubtful and not in the list, because a command on the list must not hit the wrong order.
 */
export async function makeList(
  tx: Tx,
  { references, channels }: ListAsked,
  cause: Cause,
): Promise<OrderList> {
  const asked = [...new Set(references.map((text) => text.trim()))].filter((text) => text !== '')
  const named = await ordersNamed(tx, asked, channels)
  const id = newId('lst', cause.at.getTime())
  const certain = new Set<string>()
  const missing: string[] = []
  const doubtful: OrderList['doubtful'] = []
  for (const reference of asked) {
    const ids = named.get(reference) ?? []
    if (ids.length > 1) doubtful.push({ reference, ids })
    else if (ids[0] === undefined) missing.push(reference)
    else certain.add(ids[0])
  }
  const found = certain.size
  tx.write(sql`insert into find.lists (id, by, at) values (${id}, ${cause.by}, ${cause.at})`)
  tx.write(sql`
    insert into find.list_orders (list_id, order_id) select ${id}, unnest(${[...certain]}::text[])`)
  const counts = { found, missing: missing.length, doubtful: doubtful.length }
  findFacts.append(tx, [{ stream: id, version: 1, type: 'order_list.made', data: counts }], cause)
  return { id, found, missing, doubtful }
}

/** The ids of the orders that each text names, in any of the ways an order can be named. `channels` null is all. */
export async function ordersNamed(
  tx: Tx,
  texts: readonly string[],
  channels: readonly string[] | null,
): Promise<Map<string, string[]>> {
  const numbers = texts.map(numberOf)
  const rows = await tx.search<{ text: string; ids: string[] }>(sql`
    with asked as (
      select text, number from unnest(${texts}::text[], ${numbers}::bigint[]) as one(text, number)),
    named as (
      select text, id from asked join orders.orders using (number)
      union select text, id from asked join orders.orders on id = text
      union select text, id from asked, orders.orders
        where external_ref = text and channel = any(array(select distinct channel from orders.tallies
          union select distinct channel from orders.tally_changes))
      union select text, order_id from asked join find.parcels on tracking_number = lower(text))
    select text, array_agg(id order by id) as ids
    from named join orders.orders using (id)
    where ${channels}::text[] is null or channel = any(${channels}::text[])
    group by text`)
  return new Map(rows.map(({ text, ids }) => [text, ids]))
}

/** Reads `100001`, and `#100001` as people write it; null when it cannot be an order number. */
function numberOf(text: string): number | null {
  const digits = /^#?(\d{1,15})$/.exec(text)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** Deletes lists older than `days`, at most 10,000; answers how many. */
export async function forgetLists(tx: Tx, days: number): Promise<number> {
  return await tx.run(sql`
    delete from find.lists where ctid = any(array(
      select ctid from find.lists where at < clock_timestamp() - make_interval(days => ${days}::int) limit 10000))`)
}
