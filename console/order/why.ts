// Why an order is where it is: what holds it, what it lacks, what it waits for. Pure.
import { type Hold, lacking, type Order } from '../acting/index.ts'

export type Missing = { sku: string; pieces: number }
export type Why = {
  holds: readonly Hold[]
  /** Pieces that wait for stock, by sku, the most first. */
  missing: Missing[]
  late: boolean
  /** What has to be done next, by whoever may; null where nothing has. */
  waitsFor: 'confirmation' | 'release' | 'warehouse' | 'carrier' | 'refund' | null
}

export function whyOf(order: Order, now: number): Why {
  const { status, holds, promisedFor } = order
  const open = status === 'received' || status === 'confirmed'
  const leaving = order.lines.some((line) => line.ordered - line.cancelled > line.shipped)
  const late = open && leaving && promisedFor !== null && Date.parse(promisedFor) < now
  return {
    holds: open ? holds : [],
    missing: open ? missingOf(order) : [],
    late,
    waitsFor: waitsFor(order),
  }
}

function missingOf({ lines }: Order): Missing[] {
  const bySku = new Map<string, number>()
  for (const line of lines) {
    const pieces = lacking(line)
    if (pieces > 0) bySku.set(line.sku, (bySku.get(line.sku) ?? 0) + pieces)
  }
  return [...bySku]
    .map(([sku, pieces]) => ({ sku, pieces }))
    .sort((one, other) => other.pieces - one.pieces)
}

const turns: Partial<Record<NonNullable<Order['queue']>, NonNullable<Why['waitsFor']>>> = {
  to_confirm: 'confirmation',
  to_release: 'release',
  in_warehouse: 'warehouse',
  shipped: 'carrier',
}

/** The queue that it stands in says whose turn it is; what lacks stock or is held tells of that instead. */
function waitsFor({ status, queue, paid, refunded, owed }: Order): Why['waitsFor'] {
  if (status === 'received' || status === 'confirmed') return (queue && turns[queue]) ?? null
  return paid - refunded > owed ? 'refund' : null
}

/** Whether there is anything to tell. */
export function isPlain({ holds, missing, late, waitsFor }: Why): boolean {
  return holds.length === 0 && missing.length === 0 && !late && waitsFor === null
}
