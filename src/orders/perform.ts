import {
  append,
  type Fact,
  isRefusal,
  type Refusal,
  refuse,
  type Tx,
} from '../base/platform/index.ts'
import { saveBook } from '../ground/stock/index.ts'
import { type Asked, act, type Mine } from './act.ts'
import { evolve } from './evolve.ts'
import type { OrderFact } from './facts.ts'
import { changesSince, type Meanwhile } from './meanwhile.ts'
import { callingBack, partings } from './merge.ts'
import { openOrders, wishOf } from './open.ts'
import type { Order } from './order.ts'
import { saveOrders } from './orders.sql.ts'
import { namingPackages } from './packed.ts'

export type CommandRequest = {
  orderId: string
  command: Asked
  by: string
  commandId: string
  /** The version the caller saw; null when it does not matter. */
  ifVersion: number | null
  /** The channels the caller may touch; null is all. */
  channels: readonly string[] | null
  /** The locations whose stock the caller may touch; null is all. */
  locations: Mine
}

type Later = Exclude<OrderFact, { type: 'order.placed' }>

export type Performed = { order: Order; fact: OrderFact }

/**
 * Performs a batch of commands: locks and reads once, decides each in memory, writes once. Each item gets the order after it
 * and its fact, or its refusal; a second command on the same order sees the first one's effect. Limit: 5,000.
 */
export async function perform(
  tx: Tx,
  batch: readonly CommandRequest[],
  at: Date,
): Promise<(Performed | Refusal)[]> {
  const opened = await openOrders(tx, batch.map(wishOf), 'lock')
  const { orders, book } = opened
  const before = new Map(orders)
  const facts: (Fact & { by: string; command: string })[] = []
  const meanwhile = await changesSince(tx, outdated(batch, orders))

  const note = ({ by, commandId: command }: CommandRequest, id: string, fact: OrderFact): Order => {
    const after = evolve(orders.get(id) as Order, fact as Later)
    orders.set(id, after)
    facts.push({ stream: id, version: after.version, ...fact, by, command })
    return after
  }
  const outcomes = batch.map((request): Performed | Refusal => {
    const order = orders.get(request.orderId)
    const refusal = unreachable(order, request, meanwhile)
    if (refusal || !order) return refusal ?? refuse('not_found')
    const fact = act(request.command, order, opened, request.locations)
    if (isRefusal(fact)) return fact
    const after = note(request, order.id, fact)
    for (const one of partings(orders.values(), order, after, fact)) note(request, one.id, one.fact)
    return { order: orders.get(order.id) as Order, fact }
  })
  for (const [index, request] of batch.entries()) {
    const outcome = outcomes[index] as Performed | Refusal
    if (isRefusal(outcome) || outcome.fact.type !== 'order.recalled') continue
    for (const one of callingBack(orders.values(), outcome.order)) note(request, one.id, one.fact)
    outcome.order = orders.get(request.orderId) as Order
  }

  if (facts.length > 0) {
    const changed = [...orders.values()]
      .map((after) => ({ before: before.get(after.id) as Order, after }))
      .filter(({ before, after }) => before !== after)
    const cause = { by: 'system', command: batch[0]?.commandId ?? '', at }
    saveOrders(tx, changed, at)
    saveBook(tx, book, cause)
    append(tx, facts, cause)
  }
  return await namingPackages(tx, outcomes, (index) => batch[index]?.orderId ?? '')
}

/** Foreign and absent answer alike. */
function unreachable(
  order: Order | undefined,
  { channels, ifVersion }: CommandRequest,
  meanwhile: Meanwhile,
): Refusal | null {
  if (!order || (channels !== null && !channels.includes(order.channel))) return refuse('not_found')
  if (ifVersion !== null && ifVersion !== order.version)
    return refuse('version_mismatch', {
      version: order.version,
      yours: ifVersion,
      ...meanwhile(order.id, ifVersion),
    })
  return null
}

function outdated(batch: readonly CommandRequest[], orders: ReadonlyMap<string, Order>): string[] {
  const ids = batch.flatMap(({ orderId, ifVersion }) => {
    const order = orders.get(orderId)
    return order && ifVersion !== null && ifVersion !== order.version ? [orderId] : []
  })
  return [...new Set(ids)]
}
