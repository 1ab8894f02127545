// The derived axes: formulas over quantities and money, never set by hand.
import { worthOf } from './decide.ts'
import type { Order, Quantities } from './order.ts'
import type { Aftersales, Fulfilment, Payment, Rest } from './values.ts'

export {
  type Aftersales,
  aftersales,
  type Fulfilment,
  fulfilments,
  type Payment,
  payments,
  type Rest,
  rests,
} from './values.ts'

export type Axes = {
  fulfilment: Fulfilment
  payment: Payment
  aftersales: Aftersales
  rest: Rest
}

export function axesOf(order: Order): Axes {
  const sum: Sum = (count) => order.lines.reduce((all, line) => all + line[count], 0)
  const left = sum('ordered') - sum('cancelled')
  return {
    fulfilment: fulfilmentOf(left, sum),
    payment: paymentOf(order),
    aftersales: partly(sum('returned'), left, 'none', 'partly_returned', 'returned'),
    rest: restOf(left, sum),
  }
}

type Sum = (count: keyof Quantities) => number

/** The furthest stage that any piece has reached, `partly_` while others lag behind it. */
function fulfilmentOf(left: number, sum: Sum): Fulfilment {
  // An order with charges but no goods has nothing to send, yet it is not cancelled.
  if (left === 0) return sum('ordered') === 0 ? 'none' : 'cancelled'
  if (sum('delivered') > 0) return sum('delivered') === left ? 'delivered' : 'partly_delivered'
  if (sum('shipped') > 0) return sum('shipped') === left ? 'shipped' : 'partly_shipped'
  if (sum('picked') > 0) return sum('picked') === left ? 'picked' : 'picking'
  if (sum('released') > 0) return sum('released') === left ? 'released' : 'partly_released'
  return partly(sum('allocated'), left, 'none', 'partly_allocated', 'allocated')
}

/** Each count is at most the one before it, so when a sum is short, at least one piece is short. */
function restOf(left: number, sum: Sum): Rest {
  const allocated = sum('allocated')
  if (allocated < left) return 'stock'
  if (sum('released') < allocated) return 'release'
  if (sum('shipped') < left) return 'warehouse'
  return sum('delivered') < left ? 'arrival' : 'none'
}

function partly<A, B, C>(some: number, all: number, none: A, part: B, whole: C): A | B | C {
  if (some === 0) return none
  return some >= all ? whole : part
}

/** What the customer owes for everything neither cancelled nor returned, in minor units. */
export function owed(order: Order): number {
  if (order.status === 'cancelled') return 0
  let sum = order.total - order.credited
  for (const line of order.lines)
    if (line.cancelled > 0)
      sum -= worthOf(order, line, line.ordered - line.cancelled, line.cancelled)
  return sum
}

function paymentOf(order: Order): Payment {
  const { paid, refunded } = order
  if (paid === 0) return 'none'
  if (refunded > 0) return refunded >= paid ? 'refunded' : 'partly_refunded'
  const due = owed(order)
  if (paid > due) return 'overcharged'
  return paid === due ? 'paid' : 'partly_paid'
}
