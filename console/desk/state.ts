// What a row says of where its order stands. Where it stands is the server's answer. Pure.
import type { Tone } from '../kit/chip.tsx'
import type { Bucket } from './filter.ts'
import type { Order } from './rows.ts'

/** Tones of the steps that an order goes. */
export const stateTones: Readonly<Record<Order['step'], Tone>> = {
  cancelled: 'neutral',
  closed: 'neutral',
  to_confirm: 'warn',
  waiting: 'bad',
  partly_waiting: 'bad',
  to_release: 'info',
  partly_released: 'info',
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
