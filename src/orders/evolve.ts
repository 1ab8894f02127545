// The order after a fact. Never refuses, because a fact has already happened.
import { withParts } from './change.ts'
import type { OrderFact, Placed, ShippedPieces } from './facts.ts'
import type { Line, LinePieces, Order, Quantities } from './order.ts'

/** Every fact but the first. */
type Later = Exclude<OrderFact, { type: 'order.placed' }>

export function begin(placed: Placed): Order {
  const lines = placed.lines.map(
    ({ line, sku, name, unitPrice, discount, tax, ordered }): Line => ({
      line,
      sku,
      name,
      unitPrice,
      discount,
      tax,
      ordered,
      cancelled: 0,
      allocated: 0,
      released: 0,
      picked: 0,
      shipped: 0,
      delivered: 0,
      returned: 0,
    }),
  )
  return {
    ...placed,
    lines,
    version: 1,
    status: 'received',
    holds: [],
    carrier: null,
    merge: null,
    paid: 0,
    refunded: 0,
    credited: 0,
  }
}

/** The order told again from its log, or null when the log does not begin with its placement. */
export function replay(facts: readonly OrderFact[]): Order | null {
  const [placed, ...later] = facts
  if (placed?.type !== 'order.placed') return null
  return later.reduce((order, fact) => evolve(order, fact as Later), begin(placed.data))
}

export function evolve(order: Order, fact: Later): Order {
  return { ...after(order, fact), version: order.version + 1 }
}

function after(order: Order, fact: Later): Order {
  switch (fact.type) {
    case 'order.confirmed':
      // An order with charges but no goods has nothing to send, so confirming it closes it.
      return { ...order, status: order.lines.length === 0 ? 'closed' : 'confirmed' }
    case 'order.held':
      return { ...order, holds: [...order.holds, fact.data.hold] }
    case 'order.hold_lifted':
      return { ...order, holds: order.holds.filter(({ id }) => id !== fact.data.hold) }
    case 'order.changed':
      return withParts(order, fact.data.after)
    case 'order.merged':
      return { ...order, merge: fact.data.merge }
    case 'order.unmerged':
      return { ...order, merge: null }
    case 'order.cancelled':
      return settled(
        withPieces(order, fact.data.pieces, (line, { quantity, allocated }) => {
          line.cancelled += quantity
          line.allocated -= allocated
        }),
      )
    case 'order.allocated':
      return withPieces(order, fact.data.pieces, add('allocated'))
    case 'order.released':
      return withPieces(order, fact.data.pieces, add('released'))
    case 'order.recalled':
      return withPieces(order, fact.data.pieces, (line, { quantity }) => {
        line.released -= quantity
      })
    case 'order.picked':
      return withPieces(order, fact.data.pieces, add('picked'))
    case 'order.shipped':
      return withPieces(order, fact.data.pieces, ship)
    case 'order.delivered':
      return settled(withPieces(order, fact.data.pieces, add('delivered')))
    case 'order.returned': {
      const credit = fact.data.pieces.reduce((sum, piece) => sum + piece.credit, 0)
      const returned = withPieces(order, fact.data.pieces, add('returned'))
      return { ...returned, credited: order.credited + credit }
    }
    case 'order.paid':
      return { ...order, paid: order.paid + fact.data.amount }
    case 'order.refunded':
      return { ...order, refunded: order.refunded + fact.data.amount }
  }
}

/** Changes a line in place; it is a copy already. */
type Change<Piece> = (line: Line, piece: Piece) => void

function add(count: keyof Quantities): Change<LinePieces> {
  return (line, { quantity }) => {
    line[count] += quantity
  }
}

/** Shipped pieces count as released and picked, recorded or not. */
function ship(line: Line, { quantity, unreleased = 0 }: ShippedPieces): void {
  line.shipped += quantity
  line.picked = Math.max(line.picked, line.shipped)
  line.released += unreleased
}

function withPieces<Piece extends LinePieces>(
  order: Order,
  pieces: readonly Piece[],
  change: Change<Piece>,
): Order {
  const lines = [...order.lines]
  for (const piece of pieces) {
    const index = indexOf(lines, piece.line)
    const line = lines[index]
    if (!line) throw new Error(`a fact of ${order.id} names line ${piece.line}, which it lacks`)
    const copy = { ...line }
    change(copy, piece)
    lines[index] = copy
  }
  return { ...order, lines }
}

/** Lines are numbered from 1 without gaps at placement. */
function indexOf(lines: readonly Line[], number: number): number {
  return lines[number - 1]?.line === number
    ? number - 1
    : lines.findIndex(({ line }) => line === number)
}

/** An order is cancelled when nothing of it is left, and closed when all that is left was delivered. */
function settled(order: Order): Order {
  const left = order.lines.map((line) => line.ordered - line.cancelled)
  if (left.every((quantity) => quantity === 0)) return { ...order, status: 'cancelled' }
  const delivered = order.lines.every((line, index) => line.delivered === left[index])
  return delivered && order.status === 'confirmed' ? { ...order, status: 'closed' } : order
}
