// The day at a glance, for the first page that people open.
import { empty, idsFrom, type Sql, sql, type Tx } from '../../base/platform/index.ts'
import type { queues } from '../../orders/index.ts'
import { countOrders, type OrderCounts } from './counts.ts'
import { inBucket } from './filter.ts'
import { fulfilmentsAt, type ReachedStep } from './reached.ts'
import { type PlacedHour, readHours } from './tallies.sql.ts'

/** How far the orders of one local day have come. */
export type Reached = {
  placed: number
  confirmed: number
  allocated: number
  released: number
  shipped: number
  delivered: number
  cancelled: number
}
export type Overview = OrderCounts & {
  late: number
  held: { code: string; n: number }[]
  today: Reached
  yesterday: Reached
  hours: PlacedHour[]
}

type Standing = Pick<queues.Standing, 'status' | 'fulfilment'>

const dayMs = 86_400_000
const daysShown = 14

/**
 * Late orders, holds by their code, the queues, how far the orders placed today and yesterday got (by local midnight), and
 * what was placed in each hour of the last fourteen days. `aheadMinutes` is how far local time is ahead of UTC. `channels` null is all.
 */
export async function readOverview(
  tx: Tx,
  {
    at,
    aheadMinutes,
    channels,
  }: { at: Date; aheadMinutes: number; channels: readonly string[] | null },
): Promise<{ overview: Overview; pending: number }> {
  const ahead = aheadMinutes * 60_000
  const midnight = Math.floor((at.getTime() + ahead) / dayMs) * dayMs - ahead
  const mine = channels === null ? empty : sql`and channel = any(${channels}::text[])`
  const [{ counts, pending }, held, today, yesterday, hours] = await Promise.all([
    countOrders(tx, { channels }),
    heldByCode(tx, mine),
    placedBetween(tx, { from: midnight, mine }),
    placedBetween(tx, { from: midnight - dayMs, to: midnight, mine }),
    readHours(tx, new Date(midnight - (daysShown - 1) * dayMs), { channels }),
  ])
  return {
    overview: { ...counts, late: counts.buckets.late, held, today, yesterday, hours },
    pending,
  }
}

/** An order with two holds of different codes counts under both. */
async function heldByCode(tx: Tx, mine: Sql) {
  return await tx.search<{ code: string; n: number }>(sql`
    select hold->>'code' as code, count(distinct id) as n
    from orders.orders, jsonb_array_elements(holds) as hold
    where true ${inBucket('held')} ${mine}
    group by 1 order by 2 desc, 1`)
}

/** Ids sort by time, so the orders of a day are a stretch of them. */
async function placedBetween(
  tx: Tx,
  { from, to, mine }: { from: number; to?: number; mine: Sql },
): Promise<Reached> {
  const rows = await tx.search<Standing & { n: number }>(sql`
    select status, fulfilment, count(*) as n from orders.orders
    where id >= ${idsFrom('ord', from)} ${to === undefined ? empty : sql`and id < ${idsFrom('ord', to)}`} ${mine}
    group by 1, 2`)
  const count = (reached: (row: Standing) => boolean) =>
    rows.reduce((sum, row) => sum + (reached(row) ? row.n : 0), 0)
  const atLeast = (step: ReachedStep) => {
    const states = fulfilmentsAt(step)
    return count(({ fulfilment }) => states.includes(fulfilment))
  }
  return {
    placed: count(() => true),
    confirmed: count(({ status }) => status === 'confirmed' || status === 'closed'),
    allocated: atLeast('allocated'),
    released: atLeast('released'),
    shipped: atLeast('shipped'),
    delivered: atLeast('delivered'),
    cancelled: count(({ status }) => status === 'cancelled'),
  }
}
