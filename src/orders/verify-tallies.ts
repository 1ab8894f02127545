// The sums of the order desk against the orders they are sums of.
import {
  type Check,
  noteDifference,
  openCheck,
  type Sql,
  sql,
  type Tx,
} from '../base/platform/index.ts'

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
