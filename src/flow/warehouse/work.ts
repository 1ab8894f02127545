// The fulfilment orders of a batch: changed in memory, written once with their facts.
import type { Caller } from '../../base/http/index.ts'
import type { NewFactOf } from '../../base/module/index.ts'
import { type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import type { LinePieces } from '../../orders/index.ts'
import { fulfilmentFacts } from './facts.ts'
import { lockFulfilmentOrders, updateFulfilmentOrders } from './fulfilment.sql.ts'
import { evolve, type FulfilmentFact, type FulfilmentOrder, type LeftPieces } from './fulfilment.ts'

/** The caller, and the id of the command. */
export type By = { by: string; command: string }
/** What the caller may see; null is all. */
export type Scope = { channels: readonly string[] | null; locations: readonly string[] | null }

export type StepRequest = By & {
  id: string
  scope: Scope
  /** The version the caller saw; null when it does not matter. */
  ifVersion: number | null
}

/** A step on the fulfilment order that a route names. */
export function stepOf({
  params,
  caller,
  command,
  ifMatch,
}: {
  params: { id: string }
  caller: Caller
  command: string
  ifMatch: number | null
}): StepRequest {
  return { id: params.id, scope: caller, ifVersion: ifMatch, by: caller.id, command }
}

export type Work = {
  orders: Map<string, FulfilmentOrder>
  changed: Set<string>
  facts: NewFactOf<typeof fulfilmentFacts>[]
}

/** Opens the named fulfilment orders, or those of the named orders, with all their siblings; they stay locked. */
export async function openWork(
  tx: Tx,
  of: { ids?: readonly string[]; orderIds?: readonly string[] },
): Promise<Work> {
  const orders = await lockFulfilmentOrders(tx, of)
  return { orders: new Map(orders.map((one) => [one.id, one])), changed: new Set(), facts: [] }
}

/** Applies the fact to the fulfilment order in memory; `saveWork` will write both. */
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
  fulfilmentFacts.append(tx, facts, { by: 'system', command: facts[0]?.command ?? '', at })
  await updateFulfilmentOrders(tx, after, at)
}

/** Pieces of an order shipped from a location; pieces never released (`unreleased`) are on no fulfilment order. */
export type Leaving = By & {
  orderId: string
  pieces: readonly (LinePieces & { location: string; unreleased?: number | undefined })[]
  /** The fulfilment order they were packed for, if they were packed. */
  fulfilmentOrder?: string | undefined
  package?: string | undefined
}

/**
 * Counts pieces as shipped: on the fulfilment order they were packed for, otherwise on the order's oldest open one at that
 * location. Pieces shipped without a package count first where unpacked pieces are open. Pieces that find nothing open were
 * counted before.
 */
export function countShipped(work: Work, { orderId, pieces, fulfilmentOrder, ...rest }: Leaving) {
  const onto = new Map<string, LeftPieces[]>()
  for (const { line, location, quantity, unreleased = 0 } of pieces) {
    let left = quantity - unreleased
    const take = (order: FulfilmentOrder, loose: boolean) => {
      const already = onto.get(order.id) ?? []
      const quantity = Math.min(left, openOn(order, line, already, loose))
      if (quantity <= 0) return
      const piece = loose ? { line, quantity, unpacked: quantity } : { line, quantity }
      onto.set(order.id, [...already, piece])
      left -= quantity
    }
    const open = candidates(work, { orderId, location, first: fulfilmentOrder })
    if (rest.package === undefined) for (const order of open) take(order, true)
    for (const order of open) take(order, false)
  }
  for (const [id, counted] of onto)
    note(
      work,
      id,
      { type: 'fulfilment.shipped', data: { pieces: counted, package: rest.package } },
      rest,
    )
}

function candidates(
  { orders }: Work,
  { orderId, location, first }: { orderId: string; location: string; first: string | undefined },
): FulfilmentOrder[] {
  return [...orders.values()]
    .filter((order) => order.orderId === orderId && order.location === location)
    .sort((a, b) => Number(b.id === first) - Number(a.id === first) || (a.id < b.id ? -1 : 1))
}

/** How many pieces may still be shipped; `loose`: only those in no package. */
function openOn(
  { lines }: FulfilmentOrder,
  number: number,
  taken: readonly LeftPieces[],
  loose: boolean,
): number {
  const line = lines.find((one) => one.line === number)
  if (!line) return 0
  const already = taken.filter((piece) => piece.line === number)
  const sum = (count: (piece: LeftPieces) => number) =>
    already.reduce((all, piece) => all + count(piece), 0)
  if (loose) return line.quantity - line.packed - sum(({ unpacked = 0 }) => unpacked)
  return line.quantity - line.shipped - sum(({ quantity }) => quantity)
}

/** Whether a caller may see it; a foreign one answers like one that does not exist. */
export function isSeen(order: FulfilmentOrder, { channels, locations }: Scope): boolean {
  return (
    (channels === null || channels.includes(order.channel)) &&
    (locations === null || locations.includes(order.location))
  )
}

/** The fulfilment order that a request means, or the refusal. */
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

/** Splits a batch into rounds without a repeated key, so that the second item of a key sees the effect of the first. */
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
