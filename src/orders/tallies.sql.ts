import { sql, type Tx } from '../base/platform/index.ts'
import { type Change, tallyChanges } from './tally.ts'

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
