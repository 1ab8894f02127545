// Where an order stands, and why it is there, as codes with a tone. Pure.
import type { Tone } from '../kit/chip.tsx'
import type { Bucket } from './filter.ts'
import type { Order } from './rows.ts'

export type State =
  | 'cancelled'
  | 'closed'
  | 'to_confirm'
  | 'waiting'
  | 'partly_waiting'
  | 'to_release'
  | 'released'
  | 'picking'
  | 'picked'
  | 'partly_shipped'
  | 'shipped'
  | 'partly_delivered'
  | 'delivered'

type Standing = Pick<Order, 'status' | 'fulfilment'>

const byFulfilment: Partial<Record<Order['fulfilment'], State>> = {
  released: 'released',
  picking: 'picking',
  picked: 'picked',
  partly_shipped: 'partly_shipped',
  shipped: 'shipped',
  partly_delivered: 'partly_delivered',
  delivered: 'delivered',
}

/** The step of the flow: the furthest that any piece has reached. Whether it is held is another question. */
export function stateOf({ status, fulfilment }: Standing): State {
  if (status === 'cancelled') return 'cancelled'
  const further = byFulfilment[fulfilment]
  if (further) return further
  if (status === 'closed') return 'closed'
  if (status === 'received') return 'to_confirm'
  if (fulfilment === 'allocated') return 'to_release'
  return fulfilment === 'partly_allocated' ? 'partly_waiting' : 'waiting'
}

export const stateTones: Readonly<Record<State, Tone>> = {
  cancelled: 'neutral',
  closed: 'neutral',
  to_confirm: 'warn',
  waiting: 'bad',
  partly_waiting: 'bad',
  to_release: 'info',
  released: 'info',
  picking: 'info',
  picked: 'info',
  partly_shipped: 'info',
  shipped: 'good',
  partly_delivered: 'good',
  delivered: 'good',
}

type Watched = Pick<Order, 'toSend' | 'promisedFor'>

/** Whether the promise needs no watching any more: it is about leaving, and nothing is left that could leave. */
export function promiseKept({ toSend }: Pick<Order, 'toSend'>): boolean {
  return toSend === 0
}

/** The same as the server's queue of late orders, which comes with the hour and not with a fact. */
export function isLate({ toSend, promisedFor }: Watched, now: number): boolean {
  return toSend > 0 && promisedFor !== null && Date.parse(promisedFor) < now
}

/** Whether a loaded row still belongs into the list it was loaded for, as far as a row can tell. */
export function belongs(
  order: Watched & Pick<Order, 'queue'>,
  bucket: Bucket | 'all',
  now: number,
): boolean {
  if (bucket === 'all') return true
  return bucket === 'late' ? isLate(order, now) : order.queue === bucket
}
