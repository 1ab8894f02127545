import { maySee } from '../base/http/index.ts'
import type { NewFactOf } from '../base/module/index.ts'
import { isRefusal, type Refusal, refuse, sql, type Tx } from '../base/platform/index.ts'
import { saveBook } from '../ground/stock/index.ts'
import { type Asked, act, type Mine } from './act.ts'
import { evolve } from './evolve.ts'
import { type OrderFact, orderFacts } from './facts.ts'
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
 * Performs a batch of commands: locks and reads once, decides each in memory, writes once. Answers for each item the changed order
 * with its fact, or a refusal. A second command on the same order sees the effect of the first. Limit: 5,000.
 */
export async function perform(
  tx: Tx,
  batch: readonly CommandRequest[],
  at: Date,
): Promise<(Performed | Refusal)[]> {
  const opened = await openOrders(tx, batch.map(wishOf), 'lock')
  const { orders, book } = opened
  const before = new Map(orders)
  const facts: NewFactOf<typeof orderFacts>[] = []
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
    const left = order.merge === null ? [] : partings(orders.values(), order, after, fact)
    for (const one of left) note(request, one.id, one.fact)
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
    if (book.changedAllocations.size + book.changedLevels.size > 0) saveBook(tx, book, cause)
    orderFacts.append(tx, facts, cause)
  }
  if (!outcomes.some((one) => isRefusal(one) && one.refused === 'packed')) return outcomes
  return await namingPackages(tx, outcomes, (index) => batch[index]?.orderId ?? '')
}

/**
 * Performs groups of commands, each group completely or not at all, and each group independent of the others. If some commands of
 * a group are refused, the group is left out and the others are performed again.
 */
export async function performTogether(
  tx: Tx,
  groups: readonly (readonly CommandRequest[])[],
  at: Date,
): Promise<(Performed[] | Refusal)[]> {
  const torn = new Map<number, Refusal>()
  for (;;) {
    await tx.run(sql`savepoint together`)
    const kept = groups.map((group, index) => (torn.has(index) ? [] : group))
    const performed = (await perform(tx, kept.flat(), at)).values()
    const results = kept.map((group) =>
      group.map(() => performed.next().value as Performed | Refusal),
    )
    const more = results.flatMap((result, index) => {
      const refusal = result.find((one) => isRefusal(one))
      return refusal && result.some((one) => !isRefusal(one)) ? [{ index, refusal }] : []
    })
    if (more.length === 0) {
      await tx.run(sql`release savepoint together`)
      return results.map((result, index) => torn.get(index) ?? whole(result))
    }
    await tx.run(sql`rollback to savepoint together`)
    for (const { index, refusal } of more) torn.set(index, refusal as Refusal)
  }
}

function whole(results: readonly (Performed | Refusal)[]): Performed[] | Refusal {
  const refusal = results.find((one) => isRefusal(one))
  return refusal ? (refusal as Refusal) : (results as Performed[])
}

/** An order of a foreign channel answers like one that does not exist. */
function unreachable(
  order: Order | undefined,
  { channels, ifVersion }: CommandRequest,
  meanwhile: Meanwhile,
): Refusal | null {
  if (!order || !maySee(channels, order.channel)) return refuse('not_found')
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

/**
 * What a refused change shows: who changed the order last since the caller read it, when, and the types of the facts since then,
 * separated by spaces, at most ten.
 */
type Meanwhile = (
  orderId: string,
  version: number,
) => { by: string; at: string; types: string } | null

/** Runs no statement when nothing changed. Changes decided in the same batch are not included. */
async function changesSince(tx: Tx, orderIds: readonly string[]): Promise<Meanwhile> {
  const facts = orderIds.length === 0 ? [] : await orderFacts.of(tx, orderIds)
  return (orderId, version) => {
    const ofOrder = facts.filter(({ stream }) => stream === orderId)
    const last = ofOrder.at(-1)
    if (!last) return null
    const types = ofOrder.filter((fact) => fact.version > version).map(({ type }) => type)
    return { by: last.by, at: last.at.toISOString(), types: types.slice(-10).join(' ') }
  }
}
