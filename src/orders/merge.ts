// Merges, orders that go in one parcel: which order may join, which has to leave, and which waits for which. Pure.
import { type Refusal, refuse } from '../base/platform/index.ts'
import type { MergedOrder, OrderFact, UnmergeReason } from './facts.ts'
import type { Order } from './order.ts'
import { differingFields, type RecipientField } from './recipient.ts'

export { mostMerged } from './values.ts'

/** Whether the order is not merged. */
export function alone(order: Order): boolean {
  return order.merge === null
}

/**
 * Takes an order into a merge. Refuses `wrong_status` when it is closed or cancelled, `already_released` once a piece is released,
 * because its papers are printed.
 */
export function merge(
  { merge, orders }: { merge: string; orders: MergedOrder[] },
  order: Order,
): OrderFact | Refusal {
  const { status, lines } = order
  if (status !== 'received' && status !== 'confirmed') return refuse('wrong_status', { status })
  if (isReleased(order)) return refuse('already_released', { transition: 'merge' })
  if (lines.length === 0) return refuse('nothing_to_do', { transition: 'merge' })
  return { type: 'order.merged', data: { merge, orders } }
}

/** Takes an order out of its merge. Refuses `not_merged`, and `already_released`: a recall takes it out as well. */
export function unmerge(_: { type: 'unmerge' }, order: Order): OrderFact | Refusal {
  if (order.merge === null) return refuse('not_merged')
  if (isReleased(order)) return refuse('already_released', { transition: 'unmerge' })
  return { type: 'order.unmerged', data: { merge: order.merge, reason: 'asked' } }
}

function isReleased({ lines }: Order): boolean {
  return lines.some(({ released }) => released > 0)
}

/**
 * Why these orders cannot go in one parcel: `other_channel`, or `other_recipient` with the orders that differ from the first one
 * and the names of the fields. The contents of the fields are not shown.
 */
export function mismatch(orders: readonly Order[]): Refusal | null {
  const [first, ...others] = orders
  if (!first) return null
  const foreign = others.filter(({ channel }) => channel !== first.channel)
  if (foreign.length > 0) return refuse('other_channel', { orders: numbersOf(foreign) })
  const differing = others
    .map((order) => ({ order, fields: differingFields(first.shipTo, order.shipTo) }))
    .filter(({ fields }) => fields.length > 0)
  if (differing.length === 0) return null
  const fields = new Set<RecipientField>(differing.flatMap((one) => one.fields))
  return refuse('other_recipient', {
    n: differing.length,
    orders: numbersOf(differing.map(({ order }) => order)),
    fields: [...fields].join(' '),
  })
}

/** Order numbers in the form of a refusal's parameter. */
function numbersOf(orders: readonly { number: number }[]): string {
  return orders.map(({ number }) => number).join(' ')
}

type Parting = { id: string; fact: Extract<OrderFact, { type: 'order.unmerged' }> }

/**
 * Which orders leave a merge because of a fact: the fact's order when its address changed or it was cancelled, and also the last
 * order if only one is left. `known` has all orders of the merge, as they are after the fact.
 */
export function partings(
  known: Iterable<Order>,
  before: Order,
  after: Order,
  fact: OrderFact,
): Parting[] {
  const { id, merge } = before
  if (merge === null) return []
  if (fact.type === 'order.unmerged') return lastOne(known, merge, id)
  const reason = leaving(before, after, fact)
  return reason === null ? [] : [parting(id, merge, reason), ...lastOne(known, merge, id)]
}

/**
 * Which order leaves a merge when it was recalled completely: that order, if the warehouse still works on others of the merge.
 * If all of them were recalled, they stay together. `known` has the orders as they are after the whole batch.
 */
export function callingBack(known: Iterable<Order>, { id }: Pick<Order, 'id'>): Parting[] {
  const orders = [...known]
  const order = orders.find((one) => one.id === id)
  if (!order || order.merge === null || isReleased(order)) return []
  const { merge } = order
  const goesOn = orders.some((one) => one.merge === merge && isReleased(one))
  return goesOn ? [parting(id, merge, 'recalled'), ...lastOne(orders, merge, id)] : []
}

function lastOne(known: Iterable<Order>, merge: string, without: string): Parting[] {
  const left = [...known].filter((one) => one.merge === merge && one.id !== without)
  return left.length === 1 && left[0] ? [parting(left[0].id, merge, 'alone')] : []
}

function leaving(before: Order, after: Order, fact: OrderFact): UnmergeReason | null {
  switch (fact.type) {
    case 'order.changed':
      return differingFields(before.shipTo, after.shipTo).length > 0 ? 'changed' : null
    case 'order.cancelled':
      return after.status === 'cancelled' ? 'cancelled' : null
    default:
      return null
  }
}

function parting(id: string, merge: string, reason: UnmergeReason): Parting {
  return { id, fact: { type: 'order.unmerged', data: { merge, reason } } }
}

export const mergeWaitings = ['not_confirmed', 'held', 'out_of_stock'] as const
type MergeWait = (typeof mergeWaitings)[number]

/**
 * Why the orders of a merge cannot be released yet, by number. Empty when they can: all are confirmed, none is held, and every
 * piece has stock.
 */
function waiting(orders: readonly Order[]): { number: number; why: string }[] {
  return orders.flatMap((order) => {
    const why = waitsFor(order)
    return why === null ? [] : [{ number: order.number, why }]
  })
}

/** What keeps an order from being released completely; null when nothing does. */
export function waitsFor({ status, holds, lines }: Order): MergeWait | null {
  if (status === 'received') return 'not_confirmed'
  if (holds.some(({ blocks }) => blocks.includes('release'))) return 'held'
  const short = lines.some((line) => line.allocated < line.ordered - line.cancelled)
  return short ? 'out_of_stock' : null
}

/** `merge_waits` with the numbers of the orders that wait, and the reasons, each once. */
export function mergeWaits(orders: readonly { number: number; why: string }[]): Refusal {
  const why = [...new Set(orders.map((one) => one.why))]
  return refuse('merge_waits', {
    n: orders.length,
    orders: numbersOf(orders),
    why: why.join(' '),
  })
}

/**
 * The orders of a merge that a release must include, because they are released together or not at all. Refuses `merge_waits`
 * when one of them waits or was `overtaken` (its version is not the one the caller saw), `nothing_to_do` when nothing is left.
 */
export function releasing(
  members: readonly Order[],
  overtaken: ReadonlySet<string> = new Set(),
): Order[] | Refusal {
  const changed = members.filter(({ id }) => overtaken.has(id))
  const others = members.filter((order) => !changed.includes(order))
  const wait = [...changed.map(({ number }) => ({ number, why: 'changed' })), ...waiting(others)]
  if (wait.length > 0) return mergeWaits(wait)
  const left = members.filter(({ lines }) => lines.some((line) => line.allocated > line.released))
  return left.length > 0 ? left : refuse('nothing_to_do', { transition: 'release' })
}
