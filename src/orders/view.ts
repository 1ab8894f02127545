import { axesOf, owed } from './axes.ts'
import { toldOf } from './buckets.ts'
import type { Order } from './order.ts'
import { piecesOf } from './tally.ts'

/** An order as the API shows it: its state, the axes derived from it, and what the customer owes. */
export function orderView(order: Order) {
  return { ...order, ...standingOf(order), owed: owed(order) }
}

/** An order in the answer to a batch: only what the sender needs next; `GET /api/orders/{id}` has the rest. */
export function orderBrief(order: Order) {
  const { id, number, externalRef, version, status, currency, total } = order
  return { id, number, externalRef, version, status, ...standingOf(order), currency, total }
}

/** What is shown of where an order stands. */
export type OrderStanding = ReturnType<typeof standingOf>

/** The axes, the queue that it is counted in, how far it has come, and how many pieces stay behind. */
function standingOf(order: Order) {
  const { rest, ...axes } = axesOf(order)
  const { status, holds } = order
  const standing = { status, fulfilment: axes.fulfilment, rest, held: holds.length > 0 }
  return { ...axes, ...toldOf(standing), ...piecesOf(order) }
}
