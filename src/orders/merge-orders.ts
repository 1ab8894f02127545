import { maySee } from '../base/http/index.ts'
import type { NewFactOf } from '../base/module/index.ts'
import { isRefusal, newId, type Refusal, refuse, type Tx } from '../base/platform/index.ts'
import { decide } from './decide.ts'
import { evolve } from './evolve.ts'
import { type OrderFact, orderFacts } from './facts.ts'
import { lockMerged, membersOf, mergesOf } from './merge.sql.ts'
import { mismatch, mostMerged, waitsFor } from './merge.ts'
import type { Order } from './order.ts'
import { readOrders, saveOrders } from './orders.sql.ts'
import { piecesOf } from './tally.ts'

type MergeRequest = {
  /** At least two. An order that is in a merge brings the whole merge along. */
  orderIds: readonly string[]
  by: string
  commandId: string
  /** The channels the caller may touch; null is all. */
  channels: readonly string[] | null
}

type Merged = Extract<OrderFact, { type: 'order.merged' }>

/**
 * Merges orders into one parcel: all of a request or none. Answers the orders of the parcel, sorted by number. Refuses, with the
 * place of the order in the request: not_found, nothing_to_do (only one order), wrong_status, already_released,
 * already_merged, too_many_merged, other_channel, other_recipient. Limit: 100 requests.
 */
export async function mergeOrders(
  tx: Tx,
  batch: readonly MergeRequest[],
  at: Date,
): Promise<(Order[] | Refusal)[]> {
  const orders = await lockMerged(tx, [...new Set(batch.flatMap(({ orderIds }) => orderIds))])
  const before = new Map(orders)
  const facts: NewFactOf<typeof orderFacts>[] = []
  const outcomes = batch.map((request): Order[] | Refusal => {
    const members = membersFor(request, orders)
    const fact = isRefusal(members) ? members : mergeOf(members, request, at)
    if (isRefusal(members) || isRefusal(fact)) return fact as Refusal
    return members.map((order) => {
      const after = evolve(order, fact)
      orders.set(after.id, after)
      const { by, commandId: command } = request
      facts.push({ stream: after.id, version: after.version, ...fact, by, command })
      return after
    })
  })
  if (facts.length > 0) {
    const changed = [...orders.values()]
      .map((after) => ({ before: before.get(after.id) as Order, after }))
      .filter((one) => one.before !== one.after)
    saveOrders(tx, changed, at)
    orderFacts.append(tx, facts, { by: 'system', command: batch[0]?.commandId ?? '', at })
  }
  return outcomes
}

/** The named orders and those already merged with them, sorted by number. */
export function membersFor(
  { orderIds, channels }: Pick<MergeRequest, 'orderIds' | 'channels'>,
  orders: ReadonlyMap<string, Order>,
): Order[] | Refusal {
  const named: Order[] = []
  for (const [index, id] of orderIds.entries()) {
    const order = orders.get(id)
    if (!order || !maySee(channels, order.channel))
      return refuse('not_found', undefined, `/orders/${index}`)
    if (!named.includes(order)) named.push(order)
  }
  const merges = new Set(named.flatMap(({ merge }) => merge ?? []))
  const members = [...orders.values()].filter(
    (order) => named.includes(order) || (order.merge !== null && merges.has(order.merge)),
  )
  return members.sort((a, b) => a.number - b.number)
}

/** The fact that all of them get, or the refusal. */
export function mergeOf(
  members: readonly Order[],
  { orderIds }: Pick<MergeRequest, 'orderIds'>,
  at: Date,
): Merged | Refusal {
  if (members.length < 2) return refuse('nothing_to_do', { transition: 'merge' }, '/orders')
  const known = [...new Set(members.flatMap(({ merge }) => merge ?? []))].sort()
  if (known.length === 1 && members.every(({ merge }) => merge !== null))
    return refuse('already_merged', {}, '/orders')
  if (members.length > mostMerged)
    return refuse('too_many_merged', { limit: mostMerged }, '/orders')
  const orders = members.map(({ id, number }) => ({ id, number }))
  const command = { type: 'merge', merge: known[0] ?? newId('mrg', at.getTime()), orders } as const
  for (const order of members) {
    const fact = decide(command, order)
    if (isRefusal(fact)) return placed(fact, order, orderIds)
  }
  return mismatch(members) ?? { type: 'order.merged', data: { merge: command.merge, orders } }
}

/** The refusal with the order it is about, and its place if the request names it. */
function placed(refusal: Refusal, { id, number }: Order, orderIds: readonly string[]): Refusal {
  const index = orderIds.indexOf(id)
  const params = { ...refusal.params, order: number }
  return { ...refusal, params, ...(index >= 0 && { at: `/orders/${index}` }) }
}

/** The orders merged with this one, and those of the sought ids that could be merged with it. */
export async function companionsOf(tx: Tx, order: Order, sought: readonly string[]) {
  const members = await membersOf(tx, mergesOf([order]))
  const known = new Set(members.map(({ id }) => id)).add(order.id)
  const strangers = sought.filter((id) => !known.has(id))
  const orders = await readOrders(tx, [...known, ...strangers])
  const fits = (one: Order) => !isRefusal(mergeOf([order, one], { orderIds: [] }, new Date(0)))
  const read = (ids: Iterable<string>) => [...ids].flatMap((id) => orders.get(id) ?? [])
  return {
    merge: order.merge,
    orders: read(known)
      .filter(({ id }) => id !== order.id)
      .map(memberView),
    fitting: read(strangers)
      .filter(fits)
      .sort((a, b) => b.number - a.number)
      .map(memberView),
  }
}

function memberView(order: Order) {
  const { id, number, status, placedAt, currency, total } = order
  const { units } = piecesOf(order)
  return { id, number, status, placedAt, currency, total, units, waits: waitsFor(order) }
}
