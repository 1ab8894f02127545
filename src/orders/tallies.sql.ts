import {
  type Check,
  noteDifference,
  openCheck,
  type Sql,
  sql,
  type Tx,
} from '../base/platform/index.ts'
import { type Change, tallyChanges } from './tally.ts'

/** Stores what a batch changes as new rows instead of updating sums, so that no transaction waits for another. */
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
 * Folds at most 10,000 changes into the tallies and the hours; answers how many. Two that run at once take different changes and
 * write the sums in the same sequence.
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

type Row = { name: string; expected: object | null; found: object | null }

/** Compares the tallies and the hours, folded or not, with the orders added up one by one. */
export async function verifyTallies(tx: Tx): Promise<Check[]> {
  return [
    await compareAll(tx, 'tallies = sums of the orders by where they stand', standings),
    await compareAll(tx, 'hours = sums of the orders by when they were placed', hours),
  ]
}

async function compareAll(tx: Tx, name: string, statement: Sql): Promise<Check> {
  const check = openCheck(name)
  const rows = await tx.rows<Row>(statement)
  check.compared = rows.length
  for (const { name: id, expected, found } of rows)
    noteDifference(check, { id, what: 'sums', expected, found })
  return check
}

const none = sql`json_build_array(0, 0, 0, 0)`
const standing = sql`concat_ws(' ', channel, currency, status, fulfilment, rest, case when held then 'held' end)`
const sums = sql`json_build_array(sum(orders), sum(units), sum(total), sum(paid))`
const standings = sql`
  select name, coalesce(counted.sums, ${none}) as expected, coalesce(kept.sums, ${none}) as found
  from (
      select ${standing} as name, ${sums} as sums from (
        select channel, currency, status, fulfilment, rest, holds <> '[]' as held, 1 as orders, units, total, paid
        from orders.orders) as one group by 1) as counted
    full join (
      select ${standing} as name, ${sums} as sums from (
        select channel, currency, status, fulfilment, rest, held, orders, units, total, paid from orders.tallies
        union all
        select channel, currency, status, fulfilment, rest, held, orders, units, total, paid from orders.tally_changes) as both_of_them
      group by 1 having sum(orders) <> 0 or sum(units) <> 0 or sum(total) <> 0 or sum(paid) <> 0) as kept using (name)`

const nothing = sql`json_build_array(0, 0)`
const hourly = sql`concat_ws(' ', to_char(hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24"Z"'), channel, currency)`
const hours = sql`
  select name, coalesce(counted.sums, ${nothing}) as expected, coalesce(kept.sums, ${nothing}) as found
  from (
      select ${hourly} as name, json_build_array(sum(orders), sum(total)) as sums from (
        select date_trunc('hour', placed_at, 'UTC') as hour, channel, currency, 1 as orders, total
        from orders.orders) as one group by 1) as counted
    full join (
      select ${hourly} as name, json_build_array(sum(orders), sum(total)) as sums from (
        select hour, channel, currency, orders, total from orders.hours
        union all
        select hour, channel, currency, orders, total from orders.tally_changes where hour is not null) as both_of_them
      group by 1) as kept using (name)`
