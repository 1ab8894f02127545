// The stock of some skus as an open book: claims, releases and movements are decided in memory and written once.
export type Level = {
  sku: string
  location: string
  onHand: number
  reserved: number
  allocated: number
  safety: number
  version: number
}
/**
 * The firm claim of one order line at one location. `released` of its pieces are released to the location, and `packed` of these
 * are in a package and can be shipped only with it.
 */
export type Allocation = {
  orderId: string
  line: number
  location: string
  sku: string
  quantity: number
  released: number
  packed: number
}
export type Movement = {
  sku: string
  location: string
  quantity: number
  cause: string
  reference: string | null
  note?: string | null
}
export type Piece = { location: string; quantity: number }

export type Book = {
  /** Whether the levels are locked. If not, claims are checked when they are written, and nothing else may change. */
  locked: boolean
  /** Levels of each sku, the location to take from first at the front; includes locations out of use. */
  levels: Map<string, Level[]>
  /** The locations in use: new claims are made only there. */
  locations: Set<string>
  /** By order, then by line: one for each location. */
  allocations: Map<string, Map<number, Allocation[]>>
  movements: Movement[]
  changedLevels: Set<Level>
  changedAllocations: Set<Allocation>
}

export function makeBook(
  levels: readonly Level[],
  allocations: readonly Allocation[],
  locations: readonly string[],
  locked = true,
): Book {
  const book: Book = {
    locked,
    levels: new Map(),
    locations: new Set(locations),
    allocations: new Map(),
    movements: [],
    changedLevels: new Set(),
    changedAllocations: new Set(),
  }
  for (const level of levels) {
    const ofSku = book.levels.get(level.sku)
    if (ofSku) ofSku.push(level)
    else book.levels.set(level.sku, [level])
  }
  for (const allocation of allocations) enter(book, allocation)
  return book
}

/** available = on hand − allocated − reserved − safety; shown to the outside as at least 0. */
export function availableAt({ onHand, allocated, reserved, safety }: Level): number {
  return Math.max(0, onHand - allocated - reserved - safety)
}

export function available(book: Book, sku: string): number {
  let sum = 0
  for (const level of inUse(book, sku)) sum += availableAt(level)
  return sum
}

/** Whether there is so much of every sku that claims made at the same time will hardly make it short. */
export function isPlenty(book: Book, demand: ReadonlyMap<string, number>): boolean {
  for (const [sku, quantity] of demand) if (available(book, sku) < 4 * quantity + 100) return false
  return true
}

function inUse({ levels, locations }: Book, sku: string): Level[] {
  return (levels.get(sku) ?? []).filter(({ location }) => locations.has(location))
}

/**
 * Claims up to `quantity` for an order line and answers the claimed pieces by location: from the first location that has all of
 * them, otherwise from as many as needed. `only` limits the locations; null is all.
 */
export function claim(
  book: Book,
  of: { orderId: string; line: number; sku: string },
  quantity: number,
  only: readonly string[] | null = null,
): Piece[] {
  const levels = inUse(book, of.sku).filter(({ location }) => isAmong(only, location))
  const whole = levels.find((level) => availableAt(level) >= quantity)
  const pieces: Piece[] = []
  let left = quantity
  for (const level of whole ? [whole] : levels) {
    const got = Math.min(left, availableAt(level))
    if (got === 0) continue
    allocate(book, of, level, got)
    pieces.push({ location: level.location, quantity: got })
    left -= got
    if (left === 0) break
  }
  return pieces
}

function allocate(
  book: Book,
  { orderId, line, sku }: { orderId: string; line: number; sku: string },
  level: Level,
  quantity: number,
): void {
  level.allocated += quantity
  book.changedLevels.add(level)
  const { location } = level
  const allocation = allocationAt(book, orderId, line, location)
  if (allocation) {
    allocation.quantity += quantity
    book.changedAllocations.add(allocation)
  } else {
    const made = { orderId, line, location, sku, quantity, released: 0, packed: 0 }
    enter(book, made)
    book.changedAllocations.add(made)
  }
}

function enter(book: Book, allocation: Allocation): void {
  const { orderId, line } = allocation
  const ofOrder = book.allocations.get(orderId) ?? new Map<number, Allocation[]>()
  book.allocations.set(orderId, ofOrder)
  const ofLine = ofOrder.get(line)
  if (ofLine) ofLine.push(allocation)
  else ofOrder.set(line, [allocation])
}

function isAmong(only: readonly string[] | null, location: string): boolean {
  return only === null || only.includes(location)
}

function allocationsOf({ allocations }: Book, orderId: string, line: number): Allocation[] {
  return allocations.get(orderId)?.get(line) ?? []
}

function allocationAt(book: Book, orderId: string, line: number, location: string) {
  return allocationsOf(book, orderId, line).find((one) => one.location === location)
}

/**
 * Which allocated pieces: all, those not released, those released and in no package, those in a package, those in none (released
 * or not).
 */
export type Which = 'all' | 'unreleased' | 'released' | 'packed' | 'loose'

const count: Readonly<Record<Which, (of: Allocation) => number>> = {
  all: ({ quantity }) => quantity,
  unreleased: ({ quantity, released }) => quantity - released,
  released: ({ released, packed }) => released - packed,
  packed: ({ packed }) => packed,
  loose: ({ quantity, packed }) => quantity - packed,
}

/**
 * Where a line's pieces are allocated, at most `quantity` in all. `only` limits the locations; null is all.
 */
export function allocatedTo(
  book: Book,
  {
    orderId,
    line,
    only = null,
  }: { orderId: string; line: number; only?: readonly string[] | null },
  quantity: number,
  which: Which = 'all',
): Piece[] {
  const pieces: Piece[] = []
  let left = quantity
  for (const allocation of allocationsOf(book, orderId, line)) {
    const { location } = allocation
    if (!isAmong(only, location)) continue
    const taken = Math.min(left, Math.max(0, count[which](allocation)))
    if (taken > 0) pieces.push({ location, quantity: taken })
    left -= taken
  }
  return pieces
}

type LinePiece = { line: number; location: string; quantity: number }

/** Makes allocated, unreleased pieces available again. Throws when there are too few. */
export function unclaim(book: Book, orderId: string, piece: LinePiece): void {
  lower(book, allocated(book, orderId, piece, 'unreleased'), piece.quantity)
}

/** Releases allocated pieces to the location. Throws when there are too few. */
export function release(book: Book, orderId: string, piece: LinePiece): void {
  const allocation = allocated(book, orderId, piece, 'unreleased')
  allocation.released += piece.quantity
  book.changedAllocations.add(allocation)
}

/** Recalls released pieces, which stay allocated. Throws when fewer are released, or they are packed. */
export function unrelease(book: Book, orderId: string, piece: LinePiece): void {
  const allocation = allocated(book, orderId, piece, 'released')
  allocation.released -= piece.quantity
  book.changedAllocations.add(allocation)
}

/** Puts released pieces into a package. Throws when there are too few that are in none. */
export function setAside(book: Book, orderId: string, piece: LinePiece): void {
  const allocation = allocated(book, orderId, piece, 'released')
  allocation.packed += piece.quantity
  book.changedAllocations.add(allocation)
}

/**
 * Ships allocated pieces: on hand and the claim go down, and a movement records it. Packed pieces are taken only when asked for,
 * and then no others; of the others the released ones go first. Answers how many had not been released.
 */
export function consume(
  book: Book,
  orderId: string,
  piece: LinePiece,
  which: 'packed' | 'loose',
): number {
  const allocation = allocated(book, orderId, piece, which)
  const { location, quantity } = piece
  const told = which === 'packed' ? allocation.released : count.released(allocation)
  const released = Math.min(quantity, Math.max(0, told))
  allocation.released -= released
  if (which === 'packed') allocation.packed -= quantity
  const level = lower(book, allocation, quantity)
  level.onHand -= quantity
  const { sku } = allocation
  book.movements.push({ sku, location, quantity: -quantity, cause: 'shipped', reference: orderId })
  return quantity - released
}

function allocated(book: Book, orderId: string, piece: LinePiece, which: Which): Allocation {
  const allocation = allocationAt(book, orderId, piece.line, piece.location)
  if (!allocation || count[which](allocation) < piece.quantity) throw notThere(orderId, piece)
  return allocation
}

function lower(book: Book, allocation: Allocation, quantity: number): Level {
  const { sku, location } = allocation
  const level = book.levels.get(sku)?.find((level) => level.location === location)
  if (!level) throw new Error(`the book has no level of ${sku} at ${location}`)
  allocation.quantity -= quantity
  level.allocated -= quantity
  book.changedAllocations.add(allocation)
  book.changedLevels.add(level)
  return level
}

function notThere(orderId: string, { line, location, quantity }: LinePiece): Error {
  return new Error(`${quantity} of line ${line} of ${orderId} are not free at ${location}`)
}

/** Reserves `quantity`, which must be available, location by location. */
export function reserve(book: Book, sku: string, quantity: number): Piece[] {
  const pieces: Piece[] = []
  let left = quantity
  for (const level of inUse(book, sku)) {
    const got = Math.min(left, availableAt(level))
    if (got === 0) continue
    level.reserved += got
    book.changedLevels.add(level)
    pieces.push({ location: level.location, quantity: got })
    left -= got
  }
  return pieces
}
