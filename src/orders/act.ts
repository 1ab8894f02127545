// What a command does to an order and to its stock: whatever the command leaves out is filled in first. Does not change the order
// it is given, but does change the stock in memory.
import { isRefusal, newId, type Refusal, refuse } from '../base/platform/index.ts'
import {
  allocatedTo,
  type Book,
  claim,
  consume,
  release,
  restock,
  unclaim,
  unrelease,
  type Which,
} from '../ground/stock/index.ts'
import { all, type Command, decide, unallocated } from './decide.ts'
import type { OrderFact } from './facts.ts'
import {
  type Hold,
  type Line,
  type LinePieces,
  lineOf,
  type Order,
  type PlacedPieces,
} from './order.ts'

/**
 * A command as the caller asks for it. Pieces left out mean all there are; locations left out are found by the stock. Only the
 * picker knows what was picked, so a pick always names its pieces. `skus` limits an allocation without pieces to lines that
 * wait for these skus.
 */
export type Asked =
  | Exclude<Command, { type: 'hold' | 'allocate' | 'release' | 'ship' }>
  | { type: 'hold'; hold: Omit<Hold, 'id'> & { id?: string } }
  | {
      type: 'allocate'
      pieces?: LinePieces[] | undefined
      location?: string | undefined
      skus?: ReadonlySet<string>
    }
  | {
      type: 'release'
      pieces?: readonly Somewhere[] | undefined
      together?: true | undefined
    }
  | (Omit<Extract<Command, { type: 'ship' }>, 'pieces'> & {
      pieces?: Somewhere[] | undefined
    })

/** Pieces; without a location, the stock decides where they are taken from. */
type Somewhere = LinePieces & { location?: string | undefined }

/** The locations whose stock a caller may touch; null is all. The others look empty to the caller. */
export type Mine = readonly string[] | null

/** What a command needs besides the order. `perform`, the options and the previews get it from `openOrders`. */
export type Known = { book: Book; carriers: ReadonlySet<string> }

/** Fills in what was left out, decides, and applies the fact to the stock, at `mine` locations only. */
export function act(
  asked: Asked,
  order: Order,
  { book, carriers }: Known,
  mine: Mine,
): OrderFact | Refusal {
  switch (asked.type) {
    case 'change':
      return unknownCarrier(asked.carrier, carriers) ?? decide(asked, order)
    case 'hold':
      return decide(
        { type: 'hold', hold: { ...asked.hold, id: asked.hold.id ?? newId('hld') } },
        order,
      )
    case 'allocate':
      return allocate(asked, order, book, mine)
    case 'cancel':
      return afterwards(decide(asked, order), (fact) => giveBack(fact, order, book))
    case 'release':
      return tellWarehouse(asked, order, book, mine)
    case 'recall':
      return recall(asked, order, book, mine)
    case 'pick':
      return notMine(asked.pieces, mine) ?? decide(asked, order)
    case 'ship':
      return ship(asked, order, book, mine)
    case 'return':
      return (
        unknownLocation(asked, book, mine) ??
        afterwards(decide(asked, order), (fact) => takeIn(fact, order, book))
      )
    default:
      return decide(asked, order)
  }
}

function unknownCarrier(
  carrier: string | null | undefined,
  known: ReadonlySet<string>,
): Refusal | null {
  if (carrier === undefined || carrier === null || known.has(carrier)) return null
  return refuse('unknown_carrier', { carrier }, '/carrier')
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
  mine: Mine,
): OrderFact | Refusal {
  const waiting = (line: Line) => (skus && !skus.has(line.sku) ? 0 : unallocated(line))
  const wanted = pieces ?? all(order, waiting)
  const anywhere = wanted.map((piece) => ({ ...piece, location: '' }))
  const decision = decide({ type: 'allocate', pieces: anywhere }, order)
  if (isRefusal(decision)) return decision
  const only = reachable(location, mine)
  const got = wanted.flatMap(({ line, quantity }): PlacedPieces[] => {
    const sku = lineOf(order, line)?.sku ?? ''
    const claimed = claim(book, { orderId: order.id, line, sku }, quantity, only)
    return claimed.map((piece) => ({ line, ...piece }))
  })
  if (got.length === 0) {
    const sku = lineOf(order, wanted[0]?.line ?? 0)?.sku ?? ''
    return refuse('out_of_stock', { sku, wanted: wanted[0]?.quantity ?? 0, available: 0 })
  }
  return decide({ type: 'allocate', pieces: got }, order)
}

/**
 * Decides on the counts first, then on where the pieces stand, so that a refused command leaves the book as it was. A package
 * takes its packed pieces, the order's own way only those that stand in none.
 */
function ship(
  { pieces, ...rest }: Extract<Asked, { type: 'ship' }>,
  order: Order,
  book: Book,
  mine: Mine,
): OrderFact | Refusal {
  const which = rest.package === undefined ? 'loose' : 'packed'
  const anywhere = placing(pieces ?? everyAllocated(order, book, mine))
  const decision = decide({ ...rest, pieces: anywhere }, order)
  if (isRefusal(decision)) return decision
  const leaving = located({ orderId: order.id, book, mine }, anywhere, which)
  if (isRefusal(leaving)) return leaving
  const shipped = leaving.map((piece) => ({
    ...piece,
    unreleased: consume(book, order.id, piece, which),
  }))
  return decide({ ...rest, pieces: shipped }, order)
}

function tellWarehouse(
  { pieces, together }: Extract<Asked, { type: 'release' }>,
  order: Order,
  book: Book,
  mine: Mine,
): OrderFact | Refusal {
  const asked = placing(pieces ?? everyAllocated(order, book, mine, 'unreleased'))
  const decision = decide({ type: 'release', pieces: asked, together }, order)
  if (isRefusal(decision)) return decision
  const there = located({ orderId: order.id, book, mine }, asked, 'unreleased')
  if (isRefusal(there)) return there
  for (const piece of there) release(book, order.id, piece)
  return decide({ type: 'release', pieces: there, together }, order)
}

function recall(
  asked: Extract<Asked, { type: 'recall' }>,
  order: Order,
  book: Book,
  mine: Mine,
): OrderFact | Refusal {
  const decision = decide(asked, order)
  if (isRefusal(decision)) return decision
  const there = located({ orderId: order.id, book, mine }, asked.pieces, 'released')
  if (isRefusal(there)) return there
  for (const piece of there) unrelease(book, order.id, piece)
  return decide({ type: 'recall', pieces: there }, order)
}

function placing(pieces: readonly Somewhere[]): PlacedPieces[] {
  return pieces.map((piece) => ({ ...piece, location: piece.location ?? '' }))
}

export function everyAllocated(
  { id: orderId, lines }: Order,
  book: Book,
  only: Mine,
  which: Which = 'all',
): PlacedPieces[] {
  return lines.flatMap(({ line }) =>
    allocatedTo(book, { orderId, line, only }, Number.MAX_SAFE_INTEGER, which).map((piece) => ({
      line,
      ...piece,
    })),
  )
}

/** The locations a command may touch: all of the caller's, or the one it names if it is the caller's. */
function reachable(location: string | undefined, mine: Mine): Mine {
  if (location === undefined) return mine
  return isAmong(mine, location) ? [location] : []
}

function notMine(pieces: readonly PlacedPieces[], mine: Mine): Refusal | null {
  const foreign = pieces.find(({ location }) => mine !== null && !mine.includes(location))
  if (!foreign) return null
  const { line, location, quantity: missing } = foreign
  return refuse('not_allocated_there', { line, location, missing })
}

type Where = { orderId: string; book: Book; mine: Mine }

function isAmong(only: Mine, location: string): boolean {
  return only === null || only.includes(location)
}

/** Finds where pieces are allocated; a piece that names its location stays there. No allocation is used twice. */
function located(
  { orderId, book, mine }: Where,
  pieces: readonly PlacedPieces[],
  which: Which,
): PlacedPieces[] | Refusal {
  const found: PlacedPieces[] = []
  const used = new Map<string, number>()
  for (const { line, quantity, location } of pieces) {
    const only = reachable(location === '' ? undefined : location, mine)
    const of = { orderId, line, only }
    const free = allocatedTo(book, of, Number.MAX_SAFE_INTEGER, which)
    let left = quantity
    for (const piece of free) {
      const place = `${line} ${piece.location}`
      const before = used.get(place) ?? 0
      const taken = Math.min(left, piece.quantity - before)
      if (taken <= 0) continue
      found.push({ line, location: piece.location, quantity: taken })
      used.set(place, before + taken)
      left -= taken
    }
    const stays = left > 0 && which === 'loose' && standsPacked(book, of)
    if (stays) return stays
    if (left > 0) return refuse('not_allocated_there', { line, location, missing: left })
  }
  return found
}

function standsPacked(book: Book, of: Parameters<typeof allocatedTo>[1]): Refusal | null {
  const [there] = allocatedTo(book, of, Number.MAX_SAFE_INTEGER, 'packed')
  const stays = there && { line: of.line, ...there }
  return stays ? refuse('packed', stays) : null
}

/** The stock of cancelled pieces becomes available again. */
function giveBack(fact: OrderFact, order: Order, book: Book): void {
  if (fact.type !== 'order.cancelled') return
  for (const { line, allocated } of fact.data.pieces)
    for (const piece of allocatedTo(book, { orderId: order.id, line }, allocated, 'unreleased'))
      unclaim(book, order.id, { line, ...piece })
}

function unknownLocation(
  { restockedAt }: Extract<Asked, { type: 'return' }>,
  { locations }: Book,
  mine: Mine,
): Refusal | null {
  if (restockedAt === undefined) return null
  return locations.has(restockedAt) && (mine === null || mine.includes(restockedAt))
    ? null
    : refuse('unknown_location', { location: restockedAt }, '/restockedAt')
}

/** Returned pieces go back into stock when the return says so. */
function takeIn(fact: OrderFact, order: Order, book: Book): void {
  if (fact.type !== 'order.returned' || fact.data.restockedAt === undefined) return
  for (const { line, quantity } of fact.data.pieces) {
    const sku = lineOf(order, line)?.sku ?? ''
    restock(book, { sku, location: fact.data.restockedAt, quantity, orderId: order.id })
  }
}
