import { type Follower, sql, type Tx } from '../../base/platform/index.ts'
import { orderFacts } from '../../orders/index.ts'

/**
 * Stores the words by which an order is found: number, reference, customer, address, skus, tracking numbers. It reads the orders as
 * they are now, so running twice does no harm.
 */
const search: Follower = {
  name: 'search',
  types: ['order.placed', 'order.changed', 'order.shipped'],
  handle: async (tx, news) => {
    const ids = news.map(({ stream }) => stream)
    const far = news.filter(({ to }) => to >= firstToShip).map(({ stream }) => stream)
    const parcels = far.length === 0 ? [] : await trackingNumbers(tx, far)
    await indexWords(tx, ids, parcels)
    await keepParcels(tx, parcels)
  },
}

/** Placing, allocating and confirming come first, so most new orders cannot have a parcel and need no statement. */
const firstToShip = 4

export const findFollowers: Follower[] = [search]

async function trackingNumbers(tx: Tx, ids: readonly string[]) {
  const facts = await orderFacts.of(tx, ids, ['order.shipped'])
  return facts.map(({ stream, data }) => ({
    stream,
    number: data.trackingNumber ?? '',
  }))
}

/** Stores tracking numbers, so that an order can be found by the exact number when many are looked up at once. */
async function keepParcels(
  tx: Tx,
  parcels: readonly { stream: string; number: string }[],
): Promise<void> {
  const named = parcels.filter(({ number }) => number !== '')
  if (named.length === 0) return
  await tx.run(sql`
    insert into find.parcels (tracking_number, order_id)
    select distinct lower(number), stream
    from json_to_recordset(${JSON.stringify(named)}::json) as parcel(stream text, number text)
    order by 1, 2 on conflict do nothing`)
}

/**
 * Every word begins with a space, so that a search of one or two letters can match the beginning of a word. Chinese is written
 * without spaces, so every ending of a Chinese name is stored as a word, and two characters find it anywhere. Telephone numbers are
 * stored as digits only. Nothing is stored twice, because each letter costs trigrams. The collation is given, because that of
 * references and skus would apply otherwise, which lowers only ASCII.
 */
async function indexWords(
  tx: Tx,
  ids: readonly string[],
  parcels: readonly { stream: string; number: string }[],
): Promise<void> {
  await tx.run(sql`
    insert into find.search (order_id, channel, words)
    select id, channel, ' ' || lower(normalize(concat_ws(' ', number, external_ref, customer->>'name', customer->>'email',
      regexp_replace(customer->>'phone', '[^0-9]', '', 'g'), nullif(ship_to->>'name', customer->>'name'),
      ship_to->>'city', ship_to->>'postcode', skus.all, parcels.all, endings.all), NFKC)
      collate pg_c_utf8) || ' '
    from orders.orders,
      lateral (select string_agg(sku, ' ') as all from (
        select sku from orders.lines where order_id = id order by line limit 50) as few) as skus,
      lateral (select string_agg(distinct number, ' ') as all
        from json_to_recordset(${JSON.stringify(parcels)}::json) as parcel(stream text, number text)
        where stream = id) as parcels,
      lateral (select string_agg(substr(word, start), ' ') as all
        from (values (customer->>'name'), (ship_to->>'name'), (ship_to->>'city')) as names(word),
          generate_series(2, least(length(word), 20)) as start
        where word ~ '[\\u2E80-\\u9FFF\\uF900-\\uFAFF]') as endings
    where id = any(${ids}::text[])
    on conflict (order_id) do update set words = excluded.words`)
}
