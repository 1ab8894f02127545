import { empty, type Sql, sql, type Tx } from '../base/platform/index.ts'
import { type Change, type Tally, tallyChanges } from './tally.ts'

/** Adds what a batch changes, as rows that nobody else writes: no transaction waits for another over a sum. */
export function saveTallyChanges(tx: Tx, changes: readonly Change[]): void {
  const rows = tallyChanges(changes)
  if (rows.length === 0) return
  tx.write(sql`
    insert into orders.tally_changes (channel, currency, status, fulfilment, rest, held, hour, orders, units, total, paid)
    select channel, currency, status, fulfilment, rest, held, hour, orders, units, total, paid
    from json_to_recordset(${JSON.stringify(rows)}::json) as new(channel text, currency text, status text,
      fulfilment text, rest text, held boolean, hour timestamptz, orders bigint, units bigint, total bigint, paid bigint)`)
}

/**
 * Folds changes into the tallies and the hours, at most 10,000 of them; answers how many. Two at once take different ones,
 * and write the sums in the same sequence.
 */
export async function foldTallies(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ taken: number }>(sql`
    with taken as (
      delete from orders.tally_changes
      where ctid = any(array(select ctid from orders.tally_changes limit 10000 for update skip locked))
      returning *),
    tallied as (
      insert into orders.tallies as old (channel, currency, status, fulfilment, rest, held, orders, units, total, paid)
      select channel, currency, status, fulfilment, rest, held, sum(orders), sum(units), sum(total), sum(paid)
      from taken group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
      on conflict (channel, currency, status, fulfilment, rest, held) do update set orders = old.orders + excluded.orders,
        units = old.units + excluded.units, total = old.total + excluded.total, paid = old.paid + excluded.paid),
    by_hour as (
      insert into orders.hours as old (hour, channel, currency, orders, total)
      select hour, channel, currency, sum(orders), sum(total) from taken where hour is not null
      group by 1, 2, 3 order by 1, 2, 3
      on conflict (hour, channel, currency) do update set orders = old.orders + excluded.orders,
        total = old.total + excluded.total)
    select count(*) as taken from taken`)
  return row?.taken ?? 0
}

/** The tallies as they are now, folded or not; `pending` tells how many changes wait to be folded. */
export async function readTallies(
  tx: Tx,
  { channels, channel }: Sight,
): Promise<{ tallies: Omit<Tally, 'hour'>[]; pending: number }> {
  const mine = seen(channels, channel)
  const [tallies, [waiting]] = await Promise.all([
    tx.rows<Omit<Tally, 'hour'>>(sql`
      select channel, currency, status, fulfilment, rest, held, sum(orders)::float8 as orders, sum(units)::float8 as units,
        sum(total)::float8 as total, sum(paid)::float8 as paid
      from (
        select channel, currency, status, fulfilment, rest, held, orders, units, total, paid from orders.tallies where ${mine}
        union all
        select channel, currency, status, fulfilment, rest, held, orders, units, total, paid from orders.tally_changes
        where ${mine}) as both_of_them
      group by 1, 2, 3, 4, 5, 6 having sum(orders) <> 0`),
    tx.rows<{ pending: number }>(sql`select count(*) as pending from orders.tally_changes`),
  ])
  return { tallies, pending: waiting?.pending ?? 0 }
}

export type PlacedHour = { hour: string; currency: string; orders: number; total: number }

/** What was placed in each hour since a moment, oldest first. */
export async function readHours(
  tx: Tx,
  since: Date,
  { channels, channel }: Sight,
): Promise<PlacedHour[]> {
  const mine = seen(channels, channel)
  return await tx.rows<PlacedHour>(sql`
    select to_char(hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as hour, currency, sum(orders)::float8 as orders,
      sum(total)::float8 as total
    from (
      select hour, currency, orders, total from orders.hours where hour >= ${since} and ${mine}
      union all
      select hour, currency, orders, total from orders.tally_changes where hour >= ${since} and ${mine}) as both_of_them
    group by 1, 2 order by 1, 2`)
}

/** The channels that are counted: all of the caller's (null is every one), or of these the one that is named. */
export type Sight = { channels: readonly string[] | null; channel?: string | undefined }

function seen(channels: readonly string[] | null, channel: string | undefined): Sql {
  return sql`true ${channels === null ? empty : sql`and channel = any(${channels}::text[])`}
    ${channel === undefined ? empty : sql`and channel = ${channel}`}`
}
