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

/**
 * Whether the promise needs no watching any more: everything has left, or nothing will. What is delivered in part may still owe
 * the rest, and is watched.
 */
export function promiseKept({ status, fulfilment }: Standing): boolean {
  if (status === 'cancelled' || status === 'closed') return true
  return ['shipped', 'delivered', 'cancelled'].includes(fulfilment)
}

const inBucket: Record<Exclude<Bucket, 'late'>, readonly State[]> = {
  to_confirm: ['to_confirm'],
  waiting: ['waiting', 'partly_waiting'],
  to_release: ['to_release'],
  in_warehouse: ['released', 'picking', 'picked'],
  shipped: ['partly_shipped', 'shipped', 'partly_delivered'],
  delivered: ['delivered'],
  held: [
    'to_confirm',
    'waiting',
    'partly_waiting',
    'to_release',
    'released',
    'picking',
    'picked',
    'partly_shipped',
    'shipped',
    'partly_delivered',
    'delivered',
  ],
  cancelled: ['cancelled'],
}
const heldAside = new Set<Bucket>(['to_confirm', 'waiting', 'to_release', 'in_warehouse'])

/** Whether a loaded row still belongs into the list it was loaded for, as far as a row can tell. */
export function belongs(
  order: Standing & Pick<Order, 'holds' | 'promisedFor'>,
  bucket: Bucket | 'all',
  now: number,
): boolean {
  if (bucket === 'all') return true
  if (bucket === 'late')
    return order.promisedFor !== null && Date.parse(order.promisedFor) < now && !promiseKept(order)
  const held = order.holds.length > 0
  if (bucket === 'held' ? !held : held && heldAside.has(bucket)) return false
  return inBucket[bucket].includes(stateOf(order))
}
