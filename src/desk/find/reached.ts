// How far an order got, as steps that hold those behind them too: what is delivered was shipped as well. Pure.
import { orderSchema, type queues } from '../../orders/index.ts'

type Fulfilment = queues.Standing['fulfilment']

export const reachedSteps = ['confirmed', 'allocated', 'released', 'shipped', 'delivered'] as const
export type ReachedStep = (typeof reachedSteps)[number]

/** How far the whole of an order is, or at least a part of it once the warehouse was told of one. */
const furthest: Partial<Record<Fulfilment, ReachedStep>> = {
  allocated: 'allocated',
  partly_released: 'released',
  released: 'released',
  picking: 'released',
  picked: 'released',
  partly_shipped: 'shipped',
  shipped: 'shipped',
  partly_delivered: 'shipped',
  delivered: 'delivered',
}

/** The states of fulfilment in which an order has reached a step behind `confirmed`. */
export function fulfilmentsAt(step: ReachedStep): Fulfilment[] {
  const rank = reachedSteps.indexOf(step)
  return orderSchema.shape.fulfilment.options.filter((state) => {
    const reached = furthest[state]
    return reached !== undefined && reachedSteps.indexOf(reached) >= rank
  })
}
