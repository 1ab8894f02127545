import {
  append,
  type Fact,
  isRefusal,
  newId,
  type Refusal,
  refuse,
  type Tx,
} from '../platform/index.ts'
import {
  allocatedTo,
  type Book,
  claim,
  consume,
  makeLevels,
  openBook,
  release,
  restock,
  saveBook,
  unclaim,
} from '../stock/index.ts'
import { all, type Command, decide, unallocated } from './decide.ts'
import { evolve } from './evolve.ts'
import type { OrderFact } from './facts.ts'
import {
  type Hold,
  type Line,
  type LinePieces,
  lineOf,
  type Order,
  type PlacedPieces,
} from './order.ts'
import { lockOrders, saveOrders } from './orders.sql.ts'

/**
 * A command as it is asked for: pieces may be left out (all there are), and locations are found by the stock. `skus` limits
 * an allocation without pieces to what waits for these.
 */
export type Asked =
  | Exclude<Command, { type: 'hold' | 'allocate' | 'releaseToWarehouse' | 'pick' | 'ship' }>
  | { type: 'hold'; hold: Omit<Hold, 'id'> & { id?: string } }
  | {
      type: 'allocate'
      pieces?: LinePieces[] | undefined
      location?: string | undefined
      skus?: ReadonlySet<string>
    }
  | {
      type: 'releaseToWarehouse'
      pieces?: PlacedPieces[] | undefined
      /** Where pieces are left out: only those at these locations; null is all. */
      locations?: readonly string[] | null | undefined
    }
  | { type: 'pick'; pieces?: PlacedPieces[] | undefined }
  | (Omit<Extract<Command, { type: 'ship' }>, 'pieces'> & {
      pieces?: (LinePieces & { location?: string | undefined })[] | undefined
    })

export type CommandRequest = {
  orderId: string
  command: Asked
  by: string
  commandId: string
  /** The version the caller saw; null when it does not matter. */
  ifVersion: number | null
  /** The channels the caller may touch; null is all. */
  channels: readonly string[] | null
}

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
  const orders = await lockOrders(tx, [...new Set(batch.map(({ orderId }) => orderId))])
  const book = await openBookFor(tx, batch, orders)
  const before = new Map(orders)
  const facts: (Fact & { by: string; command: string })[] = []

  const outcomes = batch.map((request): Performed | Refusal => {
    const order = orders.get(request.orderId)
    const refusal = unreachable(order, request)
    if (refusal || !order) return refusal ?? refuse('not_found')
    const fact = act(request.command, order, book)
    if (isRefusal(fact)) return fact
    const after = evolve(order, fact as Exclude<OrderFact, { type: 'order.placed' }>)
    orders.set(order.id, after)
    const { by, commandId: command } = request
    facts.push({ stream: order.id, version: after.version, ...fact, by, command })
    return { order: after, fact }
  })

  if (facts.length > 0) {
    const changed = [...orders.values()]
      .map((after) => ({ before: before.get(after.id) as Order, after }))
      .filter(({ before, after }) => before !== after)
    const cause = { by: 'system', command: batch[0]?.commandId ?? '', at }
    await Promise.all([
      saveOrders(tx, changed, at),
      saveBook(tx, book, cause),
      append(tx, facts, cause),
    ])
  }
  return outcomes
}

/** Foreign and absent answer alike. */
function unreachable(
  order: Order | undefined,
  { channels, ifVersion }: CommandRequest,
): Refusal | null {
  if (!order || (channels !== null && !channels.includes(order.channel))) return refuse('not_found')
  if (ifVersion !== null && ifVersion !== order.version)
    return refuse('version_mismatch', { version: order.version, yours: ifVersion })
  return null
}

const touchesStock = new Set<Asked['type']>([
  'allocate',
  'cancel',
  'releaseToWarehouse',
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

/** Fills in what was left out, decides, and carries the fact over to the stock. */
function act(asked: Asked, order: Order, book: Book): OrderFact | Refusal {
  switch (asked.type) {
    case 'hold':
      return decide(
        { type: 'hold', hold: { ...asked.hold, id: asked.hold.id ?? newId('hld') } },
        order,
      )
    case 'allocate':
      return allocate(asked, order, book)
    case 'cancel':
      return afterwards(decide(asked, order), (fact) => giveBack(fact, order, book))
    case 'releaseToWarehouse':
      return releaseToWarehouse(asked, order, book)
    case 'pick':
      return decide({ type: asked.type, pieces: asked.pieces ?? [] }, order)
    case 'ship':
      return ship(asked, order, book)
    case 'return':
      return (
        unknownLocation(asked, book) ??
        afterwards(decide(asked, order), (fact) => takeIn(fact, order, book))
      )
    default:
      return decide(asked, order)
  }
}

function afterwards(
  decision: OrderFact | Refusal,
  effect: (fact: OrderFact) => void,
): OrderFact | Refusal {
  if (!isRefusal(decision)) effect(decision)
  return decision
}

/** Decides on what is wanted before claiming it, so that a refused command leaves the book as it was. */
function allocate(
  { pieces, location, skus }: Extract<Asked, { type: 'allocate' }>,
  order: Order,
  book: Book,
): OrderFact | Refusal {
  const waiting = (line: Line) => (skus && !skus.has(line.sku) ? 0 : unallocated(line))
  const wanted = pieces ?? all(order, waiting)
  const anywhere = wanted.map((piece) => ({ ...piece, location: '' }))
  const decision = decide({ type: 'allocate', pieces: anywhere }, order)
  if (isRefusal(decision)) return decision
  const got = wanted.flatMap(({ line, quantity }): PlacedPieces[] => {
    const sku = lineOf(order, line)?.sku ?? ''
    return claim(book, { orderId: order.id, line, sku }, quantity, location ?? null).map(
      (piece) => ({
        line,
        ...piece,
      }),
    )
  })
  if (got.length === 0) {
    const sku = lineOf(order, wanted[0]?.line ?? 0)?.sku ?? ''
    return refuse('out_of_stock', { sku, wanted: wanted[0]?.quantity ?? 0, available: 0 })
  }
  return decide({ type: 'allocate', pieces: got }, order)
}

/** Decides on the counts first, then on where the pieces stand, so that a refused command leaves the book as it was. */
function ship(
  { pieces, ...rest }: Extract<Asked, { type: 'ship' }>,
  order: Order,
  book: Book,
): OrderFact | Refusal {
  const asked: (LinePieces & { location?: string | undefined })[] =
    pieces ?? all(order, (line) => line.allocated - line.shipped)
  const anywhere = asked.map((piece) => ({ ...piece, location: piece.location ?? '' }))
  const decision = decide({ ...rest, pieces: anywhere }, order)
  if (isRefusal(decision)) return decision
  const leaving = located(order.id, book, anywhere)
  if (isRefusal(leaving)) return leaving
  const shipped = leaving.map((piece) => ({
    ...piece,
    unreleased: consume(book, order.id, piece, 'shipped'),
  }))
  return decide({ ...rest, pieces: shipped }, order)
}

function releaseToWarehouse(
  { pieces, locations = null }: Extract<Asked, { type: 'releaseToWarehouse' }>,
  order: Order,
  book: Book,
): OrderFact | Refusal {
  const asked =
    pieces ??
    everyUnreleased(order, book).filter(
      ({ location }) => locations === null || locations.includes(location),
    )
  const decision = decide({ type: 'releaseToWarehouse', pieces: asked }, order)
  if (isRefusal(decision)) return decision
  const there = located(order.id, book, asked, 'unreleased')
  if (isRefusal(there)) return there
  for (const piece of there) release(book, order.id, piece)
  return decide({ type: 'releaseToWarehouse', pieces: there }, order)
}

function everyUnreleased(order: Order, book: Book): PlacedPieces[] {
  return order.lines.flatMap(({ line }) =>
    allocatedTo(book, { orderId: order.id, line }, Number.MAX_SAFE_INTEGER, 'unreleased').map(
      (piece) => ({ line, ...piece }),
    ),
  )
}

/** Finds where pieces stand allocated; one that names its location stays there. Each place is used up only once. */
function located(
  orderId: string,
  book: Book,
  pieces: readonly PlacedPieces[],
  which: 'all' | 'unreleased' = 'all',
): PlacedPieces[] | Refusal {
  const found: PlacedPieces[] = []
  for (const { line, quantity, location } of pieces) {
    const only = location === '' ? undefined : location
    const free = allocatedTo(book, { orderId, line, only }, Number.MAX_SAFE_INTEGER, which)
    let left = quantity
    for (const piece of free) {
      const taken = Math.min(left, piece.quantity - sumAt(found, line, piece.location))
      if (taken > 0) found.push({ line, location: piece.location, quantity: taken })
      left -= Math.max(0, taken)
    }
    if (left > 0) return refuse('not_allocated_there', { line, location, missing: left })
  }
  return found
}

function sumAt(pieces: readonly PlacedPieces[], line: number, location: string): number {
  return pieces
    .filter((piece) => piece.line === line && piece.location === location)
    .reduce((sum, { quantity }) => sum + quantity, 0)
}

/** Cancelled pieces that had stock give it back. */
function giveBack(fact: OrderFact, order: Order, book: Book): void {
  if (fact.type !== 'order.cancelled') return
  for (const { line, allocated } of fact.data.pieces)
    for (const piece of allocatedTo(book, { orderId: order.id, line }, allocated, 'unreleased'))
      unclaim(book, order.id, { line, ...piece })
}

function unknownLocation(
  { restockedAt }: Extract<Asked, { type: 'return' }>,
  { locations }: Book,
): Refusal | null {
  return restockedAt === undefined || locations.has(restockedAt)
    ? null
    : refuse('unknown_location', { location: restockedAt }, '/restockedAt')
}

/** Returned pieces go back on the shelf where the return says so. */
function takeIn(fact: OrderFact, order: Order, book: Book): void {
  if (fact.type !== 'order.returned' || fact.data.restockedAt === undefined) return
  for (const { line, quantity } of fact.data.pieces) {
    const sku = lineOf(order, line)?.sku ?? ''
    restock(book, { sku, location: fact.data.restockedAt, quantity, orderId: order.id })
  }
}
