// What a batch changes in the tallies of the orders: the old state is subtracted, the new one added. Pure.
import { type Axes, axesOf } from './axes.ts'
import type { Standing } from './buckets.ts'
import type { Order } from './order.ts'

/** The sum of orders in the same state; amounts in minor units. `hour` is when new orders were placed, otherwise null. */
export type Tally = Standing & {
  channel: string
  currency: string
  hour: string | null
  orders: number
  units: number
  total: number
  paid: number
}

export type Change = { before: Order | null; after: Order; axes: Axes }

/** The changes of a batch, added up by state; sums of zero are left out. */
export function tallyChanges(changes: readonly Change[]): Tally[] {
  const sums = new Map<string, Tally>()
  for (const { before, after, axes } of changes) {
    if (before) add(sums, before, axesOf(before), null, -1)
    add(sums, after, axes, before ? null : hourOf(after.placedAt), 1)
  }
  return [...sums.values()].filter(
    ({ orders, units, total, paid }) => orders !== 0 || units !== 0 || total !== 0 || paid !== 0,
  )
}

function add(
  sums: Map<string, Tally>,
  order: Order,
  { fulfilment, rest }: Axes,
  hour: string | null,
  sign: 1 | -1,
): void {
  const { channel, currency, status } = order
  const held = order.holds.length > 0
  const key = `${channel} ${currency} ${status} ${fulfilment} ${rest} ${held} ${hour}`
  let sum = sums.get(key)
  if (!sum) {
    const nothing = { orders: 0, units: 0, total: 0, paid: 0 }
    sum = { channel, currency, status, fulfilment, rest, held, hour, ...nothing }
    sums.set(key, sum)
  }
  sum.orders += sign
  sum.units += sign * piecesOf(order).units
  sum.total += sign * order.total
  sum.paid += sign * order.paid
}

export type Pieces = { units: number; toSend: number; toAllocate: number; toRelease: number }

/** Pieces that are not cancelled, and of these: not shipped, waiting for stock, with stock but not released. */
export function piecesOf({ lines }: Order): Pieces {
  const pieces = { units: 0, toSend: 0, toAllocate: 0, toRelease: 0 }
  for (const { ordered, cancelled, allocated, released, shipped } of lines) {
    pieces.units += ordered - cancelled
    pieces.toSend += ordered - cancelled - shipped
    pieces.toAllocate += ordered - cancelled - allocated
    pieces.toRelease += allocated - released
  }
  return pieces
}

function hourOf(time: string): string {
  return new Date(Math.floor(Date.parse(time) / hourMs) * hourMs).toISOString()
}

const hourMs = 3_600_000
