// The filters as SQL conditions. A statement contains only the filters in use, so that the planner can choose the right index.

import { empty, idsFrom, join, type Sql, sql, type Tx } from '../../base/platform/index.ts'
import { ordersOfCustomer } from '../../ground/customers/index.ts'
import { queues } from '../../orders/index.ts'
import type { OrderSelection } from './filter-shape.ts'
import { fulfilmentsAt, type ReachedStep } from './reached.ts'

/** The promise has passed, and not everything is shipped. */
export const isLate = sql`to_send > 0 and promised_for < now()`

export type Scope = {
  /** The channels the caller may see; null is all. */
  channels: readonly string[] | null
  /** The ids of the customer's orders, if the filter names a customer. */
  ofCustomer: readonly string[] | null
}

/** What must be read before the conditions can be written. */
export async function scopeOf(
  tx: Tx,
  { customer }: OrderSelection,
  channels: readonly string[] | null,
): Promise<Scope> {
  return {
    channels,
    ofCustomer: customer === undefined ? null : await ordersOfCustomer(tx, customer),
  }
}

/** All conditions except the search words; each begins with `and`. */
export function conditions(selection: OrderSelection, { channels, ofCustomer }: Scope): Sql {
  return join(
    [
      channels === null ? empty : sql`and channel = any(${channels}::text[])`,
      ofCustomer === null ? empty : sql`and id = any(${ofCustomer}::text[])`,
      ...states(selection),
      ...places(selection),
    ],
    ' ',
  )
}

function states(selection: OrderSelection): Sql[] {
  const { bucket, status, fulfilment, payment, aftersales, held, hold, late, reached } = selection
  return [
    bucket === undefined ? empty : inBucket(bucket),
    status === undefined ? empty : sql`and status = ${status}`,
    fulfilment === undefined ? empty : sql`and fulfilment = ${fulfilment}`,
    payment === undefined ? empty : sql`and payment = ${payment}`,
    aftersales === undefined ? empty : sql`and aftersales = ${aftersales}`,
    held === undefined ? empty : isHeld(held === 'true'),
    hold === undefined ? empty : sql`and holds @> ${JSON.stringify([{ code: hold }])}::jsonb`,
    reached === undefined ? empty : hasReached(reached),
    late === undefined ? empty : sql`and ${isLate}`,
  ]
}

function hasReached(step: ReachedStep): Sql {
  return step === 'confirmed'
    ? sql`and status in ('confirmed', 'closed')`
    : sql`and fulfilment = any(${fulfilmentsAt(step)}::text[])`
}

function places({ channel, from, to, sku, country, list }: OrderSelection): Sql[] {
  return [
    channel === undefined ? empty : sql`and channel = ${channel}`,
    from === undefined
      ? empty
      : sql`and placed_at >= ${from}::timestamptz and id >= ${idsFrom('ord', moment(from))}`,
    to === undefined
      ? empty
      : sql`and placed_at < ${to}::timestamptz and id < ${idsFrom('ord', moment(to) + 1)}`,
    country === undefined ? empty : sql`and (ship_to->>'country') collate "C" = ${country}`,
    sku === undefined
      ? empty
      : sql`and id in (select order_id from orders.lines where sku = ${sku})`,
    list === undefined
      ? empty
      : sql`and id in (select order_id from find.list_orders where list_id = ${list})`,
  ]
}

/** An order's id begins with its time of placing, so a day is a range of ids and other orders need not be read. */
function moment(time: string): number {
  return Math.max(0, Date.parse(time))
}

/** The condition of a queue; begins with `and`. */
export function inBucket(bucket: queues.Bucket): Sql {
  if (bucket === 'late') return sql`and ${isLate}`
  const { status, fulfilment, rest, held } = queues.ruleOf(bucket)
  return sql`
    ${status === undefined ? empty : oneOf(sql`status`, status)}
    ${fulfilment === undefined ? empty : oneOf(sql`fulfilment`, fulfilment)}
    ${rest === undefined ? empty : oneOf(sql`rest`, rest)}
    ${held === undefined ? empty : isHeld(held)}`
}

/** A single value is written with `=`, because only then does the planner read an index in its order. */
function oneOf(column: Sql, values: readonly string[]): Sql {
  return values.length === 1
    ? sql`and ${column} = ${values[0]}`
    : sql`and ${column} = any(${values}::text[])`
}

function isHeld(held: boolean): Sql {
  return held ? sql`and holds <> '[]'` : sql`and holds = '[]'`
}
