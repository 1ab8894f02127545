import type { RecordedFact } from '../platform/index.ts'
import { formatCursor } from '../platform/index.ts'
import { axesOf, owed } from './axes.ts'
import type { Order } from './order.ts'

/** An order as the API shows it: its state, the axes derived from it, and what the customer owes. */
export function orderView(order: Order) {
  return { ...order, ...axesOf(order), owed: owed(order) }
}

/** An order among thousands: what a sender needs to go on; the whole is at `GET /api/orders/{id}`. */
export function orderBrief(order: Order) {
  const { id, number, externalRef, version, status, currency, total } = order
  return { id, number, externalRef, version, status, ...axesOf(order), currency, total }
}

export function factView({ cursor, at, ...fact }: RecordedFact) {
  return { cursor: formatCursor(cursor), ...fact, at: at.toISOString() }
}

export function versionTag(version: number): { etag: string } {
  return { etag: `"${version}"` }
}
