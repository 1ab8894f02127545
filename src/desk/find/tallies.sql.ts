import { empty, type Sql, sql, type Tx } from '../../base/platform/index.ts'
import type { queues } from '../../orders/index.ts'

/** Orders that stand alike, added up; amounts in minor units. */
export type Tally = queues.Standing & {
  channel: string
  currency: string
  orders: number
  units: number
  total: number
  paid: number
}

/** The tallies as they are now, folded or not; `pending` tells how many changes wait to be folded. */
export async function readTallies(
  tx: Tx,
  { channels, channel }: Sight,
): Promise<{ tallies: Tally[]; pending: number }> {
  const mine = seen(channels, channel)
  const [tallies, [waiting]] = await Promise.all([
    tx.rows<Tally>(sql`
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
