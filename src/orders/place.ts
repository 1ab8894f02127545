import { type Refusal, refuse, type Tx } from '../base/platform/index.ts'
import { offersOf } from '../ground/catalog/index.ts'
import { knownCustomers } from '../ground/customers/index.ts'
import { type Promises, promisesOf } from '../ground/promise/index.ts'
import {
  available,
  type Book,
  claim,
  glanceAtBook,
  isPlenty,
  openBook,
  saveBook,
} from '../ground/stock/index.ts'
import { ordersByReference } from './asked.sql.ts'
import { begin, evolve } from './evolve.ts'
import { type OrderFact, orderFacts, type Placed } from './facts.ts'
import type { NewOrder, Order, PlacedPieces } from './order.ts'
import { insertOrders, nextNumbers } from './orders.sql.ts'
import { type Priced, priceOrder } from './price.ts'

export type PlaceRequest = {
  /** Made from `placedAt`, because lists by day search only the ids of that day. */
  id: string
  order: NewOrder
  by: string
  command: string
  placedAt: string
  /**
   * An order from the past: it is accepted with or without stock. It gets no promise unless it brings one, because no customer
   * was ever told the promise that today's hours of its channel would give.
   */
  backorder?: boolean
}

type Accepted = { order: Order; request: PlaceRequest; facts: OrderFact[] }

/**
 * Places a batch of orders: prices them, claims stock for them and writes orders, claims and facts. An order without a date gets
 * the promise that a quote at its time of placing gives. Each item gets its own outcome: the order, or the refusal
 * (unknown_customer, unknown_sku, no_price, amount_too_large, discount_too_large, total_negative, out_of_stock,
 * duplicate_external_ref). Limit: 5,000 orders.
 */
export async function placeOrders(
  tx: Tx,
  batch: readonly PlaceRequest[],
  at: Date,
  reading = readForPlacing(
    tx,
    batch.map(({ order }) => order),
  ),
): Promise<(Order | Refusal)[]> {
  const { offers, references, customers, numbers, glance, promises } = await reading
  const demand = demandOf(batch.flatMap(({ order }) => order.lines))
  const book = isPlenty(glance, demand) ? glance : await openBook(tx, [...demand.keys()])
  const accepted: Accepted[] = []
  const outcomes = batch.map((request) => {
    const refusal = duplicate(request, references) ?? stranger(request, customers)
    if (refusal) return refusal
    const priced = priceOrder(request.order, offers)
    if ('refused' in priced) return priced
    const short = request.backorder ? null : shortage(request.order, book, offers.variant)
    if (short) return short
    const placing = place(request, numbers[accepted.length] as number, priced, book, promises)
    accepted.push(placing)
    remember(request, references)
    return placing
  })
  if (accepted.length > 0) save(tx, accepted, book, at)
  return outcomes.map((outcome) => ('order' in outcome ? outcome.order : outcome))
}

export type PlacingRead = Awaited<ReturnType<typeof readForPlacing>>

/** Everything needed to place these orders, read in one round trip; nothing is locked yet. */
export async function readForPlacing(tx: Tx, orders: readonly NewOrder[]) {
  const skus = [...demandOf(orders.flatMap(({ lines }) => lines)).keys()]
  const [offers, references, customers, numbers, glance, promises] = await Promise.all([
    offersOf(tx, skus),
    ordersByReference(tx, orders),
    customersNamed(tx, orders),
    nextNumbers(tx, orders.length),
    glanceAtBook(tx, skus),
    promisesFor(tx, orders),
  ])
  return { offers, references, customers, numbers, glance, promises }
}

function duplicate(
  { order }: PlaceRequest,
  references: ReadonlyMap<string, string>,
): Refusal | null {
  if (order.externalRef === undefined) return null
  const earlier = references.get(`${order.channel}\n${order.externalRef}`)
  return earlier === undefined
    ? null
    : refuse('duplicate_external_ref', { order: earlier }, '/externalRef')
}

/** Most orders name no customer by id and need no statement. */
async function customersNamed(tx: Tx, orders: readonly NewOrder[]): Promise<Set<string>> {
  const ids = new Set(orders.map(({ customer }) => customer.id).filter((id) => id !== undefined))
  return ids.size === 0 ? new Set() : await knownCustomers(tx, [...ids])
}

/** Orders that bring their date need no statement either. */
async function promisesFor(tx: Tx, orders: readonly NewOrder[]): Promise<Promises> {
  const open = orders.filter(({ promisedFor }) => promisedFor === undefined)
  return await promisesOf(
    tx,
    open.map(({ channel }) => channel),
  )
}

function promisedFor({ order, placedAt, backorder }: PlaceRequest, promises: Promises) {
  if (order.promisedFor !== undefined) return order.promisedFor
  return backorder ? null : promises(order.channel, new Date(placedAt)).toISOString()
}

function stranger({ order }: PlaceRequest, known: ReadonlySet<string>): Refusal | null {
  const { id } = order.customer
  return id === undefined || known.has(id)
    ? null
    : refuse('unknown_customer', { customer: id }, '/customer/id')
}

function remember({ id, order }: PlaceRequest, references: Map<string, string>): void {
  if (order.externalRef !== undefined) references.set(`${order.channel}\n${order.externalRef}`, id)
}

/** Adds up the demand of all lines before it is checked, so that the same sku twice cannot pass twice. */
function shortage(
  { lines }: NewOrder,
  book: Book,
  variant: (sku: string) => { policy: 'refuse' | 'backorder' } | undefined,
): Refusal | null {
  const demand = demandOf(lines)
  for (const [index, { sku }] of lines.entries()) {
    const wanted = demand.get(sku) ?? 0
    if (variant(sku)?.policy === 'backorder') continue
    const there = available(book, sku)
    if (wanted > there)
      return refuse('out_of_stock', { sku, wanted, available: there }, `/lines/${index}/quantity`)
  }
  return null
}

function demandOf(lines: NewOrder['lines']): Map<string, number> {
  const demand = new Map<string, number>()
  for (const { sku, quantity } of lines) demand.set(sku, (demand.get(sku) ?? 0) + quantity)
  return demand
}

function place(
  request: PlaceRequest,
  number: number,
  priced: Priced,
  book: Book,
  promises: Promises,
): Accepted {
  const { id, order, placedAt } = request
  const placed: Placed = {
    id,
    number,
    channel: order.channel,
    externalRef: order.externalRef ?? null,
    currency: order.currency,
    customer: order.customer,
    shipTo: order.shipTo,
    note: order.note ?? null,
    promisedFor: promisedFor(request, promises),
    placedAt,
    ...priced,
  }
  const pieces = priced.lines.flatMap(({ line, sku, ordered }): PlacedPieces[] =>
    claim(book, { orderId: id, line, sku }, ordered).map((piece) => ({ line, ...piece })),
  )
  const facts: OrderFact[] = [{ type: 'order.placed', data: placed }]
  let state = begin(placed)
  if (pieces.length > 0) {
    const allocated = { type: 'order.allocated', data: { pieces } } as const
    facts.push(allocated)
    state = evolve(state, allocated)
  }
  return { order: state, request, facts }
}

function save(tx: Tx, accepted: Accepted[], book: Book, at: Date): void {
  const cause = { by: 'system', command: accepted[0]?.request.command ?? '', at }
  insertOrders(
    tx,
    accepted.map(({ order }) => order),
    at,
  )
  orderFacts.append(tx, accepted.flatMap(recorded), cause)
  saveBook(tx, book, cause)
}

function recorded({ order, request, facts }: Accepted) {
  const { by, command } = request
  return facts.map((fact, index) => ({
    stream: order.id,
    version: index + 1,
    ...fact,
    by,
    command,
  }))
}
