import {
  append,
  type Fact,
  isRefusal,
  type Refusal,
  refuse,
  type Tx,
} from '../base/platform/index.ts'
import { carriersInUse } from '../ground/settings/index.ts'
import { type Book, makeLevels, openBook, saveBook } from '../ground/stock/index.ts'
import { type Asked, act, type Mine } from './act.ts'
import { evolve } from './evolve.ts'
import type { OrderFact } from './facts.ts'
import { changesSince, type Meanwhile } from './meanwhile.ts'
import { lockMerged } from './merge.sql.ts'
import { callingBack, partings } from './merge.ts'
import type { Order } from './order.ts'
import { lockOrders, saveOrders } from './orders.sql.ts'
import { packedOf } from './packed.sql.ts'
import { type Packed, standing } from './packed.ts'
import { letGo } from './packing.ts'

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
  const orders = await lockFor(tx, batch)
  const book = await openBookFor(tx, batch, orders)
  const before = new Map(orders)
  const facts: (Fact & { by: string; command: string })[] = []
  const meanwhile = await changesSince(tx, outdated(batch, orders))
  const carriers = await carriersInUse(tx, batch.flatMap(carrierNamed))
  let packed = await packedFor(tx, batch)

  const note = ({ by, commandId: command }: CommandRequest, id: string, fact: OrderFact): Order => {
    const after = evolve(orders.get(id) as Order, fact as Later)
    orders.set(id, after)
    facts.push({ stream: id, version: after.version, ...fact, by, command })
    return after
  }
  const outcomes = batch.map((request): Performed | Refusal => {
    const order = orders.get(request.orderId)
    const refusal = unreachable(order, request, meanwhile) ?? unknownCarrier(request, carriers)
    if (refusal || !order) return refusal ?? refuse('not_found')
    const fact = act(knowing(request, packed), order, book, request.locations)
    if (isRefusal(fact)) return fact
    packed = standing(packed, fact)
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
    await letGo(tx, facts)
  }
  return outcomes
}

/** These may take an order out of its merge or send it with the others, so those are locked and read as well. */
const concernsMerge = new Set<Asked['type']>([
  'merge',
  'unmerge',
  'change',
  'cancel',
  'release',
  'recall',
])

async function lockFor(tx: Tx, batch: readonly CommandRequest[]): Promise<Map<string, Order>> {
  const ids = [...new Set(batch.map(({ orderId }) => orderId))]
  const concerned = batch.some(({ command }) => concernsMerge.has(command.type))
  return await (concerned ? lockMerged(tx, ids) : lockOrders(tx, ids))
}

/** What stands packed of the orders that these commands ship. */
async function packedFor(tx: Tx, batch: readonly CommandRequest[]): Promise<readonly Packed[]> {
  const shipping = batch.filter(({ command }) => command.type === 'ship')
  return await packedOf(tx, [...new Set(shipping.map(({ orderId }) => orderId))])
}

/** A command with what its order has standing packed. */
function knowing({ orderId, command }: CommandRequest, packed: readonly Packed[]): Asked {
  if (command.type !== 'ship' || packed.length === 0) return command
  return { ...command, packed: packed.filter((one) => one.orderId === orderId) }
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

function carrierNamed({ command }: CommandRequest): string[] {
  return command.type === 'change' && command.carrier ? [command.carrier] : []
}

/** Asked in the same transaction: what is chosen now is in use now. */
function unknownCarrier(request: CommandRequest, known: ReadonlySet<string>): Refusal | null {
  const carrier = carrierNamed(request).find((code) => !known.has(code))
  return carrier === undefined ? null : refuse('unknown_carrier', { carrier }, '/carrier')
}

function outdated(batch: readonly CommandRequest[], orders: ReadonlyMap<string, Order>): string[] {
  const ids = batch.flatMap(({ orderId, ifVersion }) => {
    const order = orders.get(orderId)
    return order && ifVersion !== null && ifVersion !== order.version ? [orderId] : []
  })
  return [...new Set(ids)]
}

const touchesStock = new Set<Asked['type']>([
  'allocate',
  'cancel',
  'release',
  'recall',
  'ship',
  'return',
])

async function openBookFor(
  tx: Tx,
  batch: readonly CommandRequest[],
  orders: ReadonlyMap<string, Order>,
): Promise<Book> {
  const touched = batch
    .filter(({ command }) => touchesStock.has(command.type))
    .flatMap(({ orderId }) => orders.get(orderId) ?? [])
  if (touched.length === 0) return await openBook(tx, [])
  const skus = new Set(touched.flatMap(({ lines }) => lines.map(({ sku }) => sku)))
  await makeLevels(tx, levelsToRestock(batch, orders))
  return await openBook(tx, [...skus], [...new Set(touched.map(({ id }) => id))])
}

/** Goods may come back to a location that never had them. */
function levelsToRestock(batch: readonly CommandRequest[], orders: ReadonlyMap<string, Order>) {
  return batch.flatMap(({ command, orderId }) => {
    const location = command.type === 'return' ? command.restockedAt : undefined
    if (location === undefined) return []
    return (orders.get(orderId)?.lines ?? []).map(({ sku }) => ({ sku, location }))
  })
}
