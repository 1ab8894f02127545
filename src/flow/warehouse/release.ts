import { isRefusal, newId, type Refusal, type Tx } from '../../base/platform/index.ts'
import {
  type LinePieces,
  type Order,
  type OrderFact,
  type Performed,
  perform,
} from '../../orders/index.ts'
import { fulfilmentFacts } from './facts.ts'
import { insertFulfilmentOrders, nextNumbers } from './fulfilment.sql.ts'
import { type FulfilmentOrder, merged } from './fulfilment.ts'
import { goesTogether, releaseMerges } from './release-merged.ts'
import type { By, Scope } from './work.ts'

export type ReleaseRequest = By & {
  orderId: string
  scope: Scope
  /** The version of the order that the caller saw; null when it does not matter. */
  ifVersion: number | null
  /** The pieces to release now, with their locations; all allocated pieces when left out. */
  pieces?: readonly (LinePieces & { location?: string | undefined })[] | undefined
}

type ReleasedFact = Extract<OrderFact, { type: 'order.released' }>

/**
 * Releases allocated pieces to the warehouse, all or those named: makes one fulfilment order for each of the caller's locations. A
 * merged order is released with the others of its merge and answers the fulfilment orders of all. Refuses merge_waits (one of them
 * is not confirmed, is held, lacks stock, or is refused here for its version), goes_together (only a part of a merged order was
 * named), and what the order refuses (not_found, version_mismatch, held, wrong_status, nothing_to_do,
 * unknown_line, not_enough, not_allocated_there), with the place of the line. Limit: 500.
 */
export async function releaseOrders(
  tx: Tx,
  batch: readonly ReleaseRequest[],
  at: Date,
): Promise<(FulfilmentOrder[] | Refusal)[]> {
  const performed = await perform(
    tx,
    batch.map(({ orderId, scope, ifVersion, pieces, by, command: commandId }) => {
      const { channels, locations } = scope
      const command = { type: 'release', pieces } as const
      return { orderId, command, by, commandId, ifVersion, channels, locations }
    }),
    at,
  )
  const waiting = batch.filter((request, index) =>
    goesTogether(performed[index] as Performed | Refusal, request),
  )
  const merges =
    waiting.length === 0
      ? new Map<string, Performed[] | Refusal>()
      : await releaseMerges(tx, waiting, overtaken(batch, performed), at)
  const made = new Map<Performed, FulfilmentOrder[]>()
  const makeOnce = (one: Performed) => {
    const orders = made.get(one) ?? fulfilmentOrdersOf(one, at)
    made.set(one, orders)
    return orders
  }
  const outcomes = performed.map((outcome, index) => {
    const { orderId, pieces } = batch[index] as ReleaseRequest
    const whole = pieces ? undefined : merges.get(orderId)
    if (whole) return isRefusal(whole) ? whole : whole.flatMap(makeOnce)
    return isRefusal(outcome) ? placedAt(outcome, pieces) : makeOnce(outcome)
  })
  await save(tx, outcomes, batch, at)
  return outcomes
}

/** The orders of a batch whose version is not the one their caller saw. */
function overtaken(
  batch: readonly ReleaseRequest[],
  performed: readonly (Performed | Refusal)[],
): Set<string> {
  const changed = batch.filter((_, index) => {
    const outcome = performed[index] as Performed | Refusal
    return isRefusal(outcome) && outcome.refused === 'version_mismatch'
  })
  return new Set(changed.map(({ orderId }) => orderId))
}

/** The refusal with the place of its line in the request. */
function placedAt(refusal: Refusal, pieces: ReleaseRequest['pieces']): Refusal {
  const index = pieces?.findIndex(({ line }) => line === refusal.params?.line) ?? -1
  if (index === -1) return refusal
  const field = refusal.refused === 'unknown_line' ? 'line' : 'quantity'
  return { ...refusal, at: `/lines/${index}/${field}` }
}

function fulfilmentOrdersOf({ order, fact }: Performed, at: Date): FulfilmentOrder[] {
  const { pieces } = (fact as ReleasedFact).data
  const locations = [...new Set(pieces.map(({ location }) => location))].sort()
  return locations.map((location) => ({
    id: newId('ful', at.getTime()),
    number: '',
    orderId: order.id,
    orderNumber: order.number,
    channel: order.channel,
    location,
    state: 'released',
    merge: order.merge,
    version: 1,
    releasedAt: at.toISOString(),
    lines: merged(pieces.filter((piece) => piece.location === location))
      .sort((a, b) => a.line - b.line)
      .map(({ line, quantity }) => lineOf(order, line, quantity)),
  }))
}

function lineOf(order: Order, number: number, quantity: number) {
  const line = order.lines.find((one) => one.line === number)
  if (!line) throw new Error(`${order.id} released line ${number}, which it lacks`)
  const { sku, name } = line
  return { line: number, sku, name, quantity, picked: 0, packed: 0, shipped: 0, recalled: 0 }
}

async function save(
  tx: Tx,
  outcomes: readonly (FulfilmentOrder[] | Refusal)[],
  batch: readonly ReleaseRequest[],
  at: Date,
): Promise<void> {
  const asked = outcomes.flatMap((outcome, index) =>
    isRefusal(outcome) ? [] : outcome.map((order) => ({ order, request: batch[index] })),
  )
  // Merged orders answer with the same fulfilment orders.
  const made = [...new Map(asked.map((one) => [one.order, one])).values()]
  if (made.length === 0) return
  const numbers = await nextNumbers(tx, made.length)
  for (const [index, { order }] of made.entries()) order.number = numbers[index] as string
  const facts = made.map(({ order, request }) => ({
    stream: order.id,
    version: 1,
    type: 'fulfilment.released' as const,
    data: order,
    by: request?.by,
    command: request?.command,
  }))
  const orders = made.map(({ order }) => order)
  fulfilmentFacts.append(tx, facts, { by: 'system', command: batch[0]?.command ?? '', at })
  await insertFulfilmentOrders(tx, orders, at)
}
