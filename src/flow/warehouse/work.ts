// The fulfilment orders of a batch as open work: changed in memory, written once with their facts.
import { append, type Fact, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import { lockFulfilmentOrders, updateFulfilmentOrders } from './fulfilment.sql.ts'
import { evolve, type FulfilmentFact, type FulfilmentOrder } from './fulfilment.ts'

/** Who asks, under which command. */
export type By = { by: string; command: string }
/** What the caller may see; null is all. */
export type Scope = { channels: readonly string[] | null; locations: readonly string[] | null }

export type Work = {
  orders: Map<string, FulfilmentOrder>
  changed: Set<string>
  facts: (Fact & By)[]
}

/** Opens the named fulfilment orders, or those of the named orders, with all their siblings; they stay locked. */
export async function openWork(
  tx: Tx,
  of: { ids?: readonly string[]; orderIds?: readonly string[] },
): Promise<Work> {
  const orders = await lockFulfilmentOrders(tx, of)
  return { orders: new Map(orders.map((one) => [one.id, one])), changed: new Set(), facts: [] }
}

/** The fulfilment order after this fact, which `saveWork` will write. */
export function note(
  { orders, changed, facts }: Work,
  id: string,
  fact: FulfilmentFact,
  { by, command }: By,
): FulfilmentOrder {
  const before = orders.get(id)
  if (!before) throw new Error(`${id} is not open`)
  const after = evolve(before, fact)
  orders.set(id, after)
  changed.add(id)
  facts.push({ stream: id, version: after.version, ...fact, by, command })
  return after
}

export async function saveWork(tx: Tx, { orders, changed, facts }: Work, at: Date): Promise<void> {
  if (changed.size === 0) return
  const after = [...orders.values()].filter(({ id }) => changed.has(id))
  append(tx, facts, { by: 'system', command: facts[0]?.command ?? '', at })
  await updateFulfilmentOrders(tx, after, at)
}

/** Whether a caller may see it: foreign and absent answer alike. */
export function isSeen(order: FulfilmentOrder, { channels, locations }: Scope): boolean {
  return (
    (channels === null || channels.includes(order.channel)) &&
    (locations === null || locations.includes(order.location))
  )
}

/** The fulfilment order that a request means, or why it cannot be touched. */
export function reach(
  { orders }: Work,
  { id, scope, ifVersion }: { id: string; scope: Scope; ifVersion: number | null },
): FulfilmentOrder | Refusal {
  const order = orders.get(id)
  if (!order || !isSeen(order, scope)) return refuse('not_found')
  if (ifVersion !== null && ifVersion !== order.version)
    return refuse('version_mismatch', { version: order.version, yours: ifVersion })
  return order
}

/** Splits a batch so that no round has a key twice: what comes second sees what became of the first. */
export function inRounds<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const met = new Map<string, number>()
  const rounds: Item[][] = []
  for (const item of items) {
    const round = met.get(keyOf(item)) ?? 0
    met.set(keyOf(item), round + 1)
    rounds[round] ??= []
    rounds[round].push(item)
  }
  return rounds
}
