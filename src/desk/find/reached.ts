// How far an order has come, as cumulative steps: a delivered order counts as shipped too. Pure.
import { orderSchema, type queues } from '../../orders/index.ts'

type Fulfilment = queues.Standing['fulfilment']

export const reachedSteps = ['confirmed', 'allocated', 'released', 'shipped', 'delivered'] as const
export type ReachedStep = (typeof reachedSteps)[number]

/** The step that the whole order has reached, or a part of it once something is released. */
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
