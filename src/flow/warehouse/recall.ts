import { isRefusal, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import { fulfilmentFacts } from './facts.ts'
import { lockFulfilmentOrders } from './fulfilment.sql.ts'
import { type FulfilmentOrder, recall } from './fulfilment.ts'
import { moveTogether } from './together.ts'
import { type By, isSeen, type Scope, type StepRequest } from './work.ts'

/**
 * Recalls the unpicked pieces of a batch of fulfilment orders: they stay allocated at their location, and may be released again,
 * changed or cancelled. Refuses not_found, version_mismatch, already_picked, nothing_to_do, and what the order refuses
 * (wrong_status, not_enough, not_allocated_there when they were shipped meanwhile). Limit: 500.
 */
export async function recallFulfilmentOrders(
  tx: Tx,
  batch: readonly StepRequest[],
  at: Date,
): Promise<(FulfilmentOrder | Refusal)[]> {
  return await moveTogether(tx, batch, at, { command: 'recall', decide: recall })
}

/** `released` is the command under which the order was released. */
export type RecallRequest = By & { orderId: string; released: string; scope: Scope }

/**
 * Undoes the release of orders by a command: recalls all fulfilment orders that it made for an order, or none. Refuses
 * nothing_to_do when none of them is left, not_found when one is at a location that is not the caller's, picking_begun and
 * already_picked when a piece was picked, and what `recallFulfilmentOrders` refuses. Limit: 500.
 */
export async function recallReleased(
  tx: Tx,
  batch: readonly RecallRequest[],
  at: Date,
): Promise<(FulfilmentOrder[] | Refusal)[]> {
  const orderIds = batch.map(({ orderId }) => orderId)
  const open = await lockFulfilmentOrders(tx, { orderIds, merged: true })
  const made = await commandsOf(tx, open)
  const meant = batch.map((request) => {
    const those = open.filter((one) => made.get(one.id) === request.released)
    return whole(releasedWith(those, request.orderId), request)
  })
  const steps = meant.flatMap((orders, index) =>
    isRefusal(orders) ? [] : orders.map(({ id }) => stepFor(id, batch[index] as RecallRequest)),
  )
  // Merged orders name the same fulfilment orders; each is recalled once.
  const requests = [...new Map(steps.map((step) => [step.id, step])).values()]
  const recalled = await recallFulfilmentOrders(tx, requests, at)
  const outcomeOf = new Map(requests.map(({ id }, index) => [id, recalled[index]]))
  return meant.map((orders) => {
    if (isRefusal(orders)) return orders
    const outcomes = orders.map(({ id }) => outcomeOf.get(id) as FulfilmentOrder | Refusal)
    const refusal = outcomes.find(isRefusal)
    return refusal ?? (outcomes as FulfilmentOrder[])
  })
}

/** The fulfilment orders of an order, and those released with them to go in one parcel. */
function releasedWith(made: readonly FulfilmentOrder[], orderId: string): FulfilmentOrder[] {
  const mine = made.filter((one) => one.orderId === orderId)
  const merges = new Set(mine.flatMap(({ merge }) => merge ?? []))
  return made.filter(
    (one) => one.orderId === orderId || (one.merge !== null && merges.has(one.merge)),
  )
}

/** The command that made each of them. */
async function commandsOf(tx: Tx, orders: readonly FulfilmentOrder[]) {
  const facts = await fulfilmentFacts.of(
    tx,
    orders.map(({ id }) => id),
  )
  const first = facts.filter(({ version }) => version === 1)
  return new Map(first.map(({ stream, command }) => [stream, command]))
}

/** The fulfilment orders to recall together, or the refusal. */
function whole(
  made: readonly FulfilmentOrder[],
  { scope }: RecallRequest,
): FulfilmentOrder[] | Refusal {
  const standing = made.filter(({ state }) => state !== 'recalled')
  if (standing.length === 0) return refuse('nothing_to_do', { transition: 'recall' })
  if (standing.some((order) => !isSeen(order, scope))) return refuse('not_found')
  const begun = standing.find(({ lines }) => lines.some(({ picked }) => picked > 0))
  if (!begun) return standing
  const { state, lines } = begun
  const sum = (count: 'quantity' | 'picked') => lines.reduce((all, line) => all + line[count], 0)
  const [quantity, picked] = [sum('quantity'), sum('picked')]
  const code = picked < quantity ? 'picking_begun' : 'already_picked'
  return refuse(code, { state, quantity, picked })
}

function stepFor(id: string, { scope, by, command }: RecallRequest): StepRequest {
  return { id, scope, ifVersion: null, by, command }
}
