// What a command does to an order: the fact that follows, or why not. Pure.
import { type Refusal, refuse, share } from '../base/platform/index.ts'
import { ownCarrier } from '../ground/company/index.ts'
import { type Change, change } from './change.ts'
import type {
  CancelledPieces,
  MergedOrder,
  Money,
  OrderFact,
  ReturnedPieces,
  Shipped,
} from './facts.ts'
import { alone, merge, unmerge } from './merge.ts'
import {
  type Hold,
  type Line,
  type LinePieces,
  lineOf,
  type Order,
  type PlacedPieces,
  type Quantities,
  type Transition,
} from './order.ts'

export type Command =
  | { type: 'confirm'; reason?: string | undefined }
  | { type: 'hold'; hold: Hold }
  | { type: 'lift'; hold?: string | undefined; reason?: string | undefined }
  | ({ type: 'change' } & Change)
  | { type: 'merge'; merge: string; orders: MergedOrder[] }
  | { type: 'unmerge' }
  | { type: 'cancel'; reason: string; pieces?: LinePieces[] | undefined }
  | { type: 'allocate'; pieces: PlacedPieces[] }
  /** `together`: the other orders of its merge are released too, and were checked before. */
  | { type: 'release'; pieces: PlacedPieces[]; together?: true | undefined }
  | { type: 'recall'; pieces: PlacedPieces[] }
  | { type: 'pick'; pieces: PlacedPieces[] }
  | ({ type: 'ship' } & Shipped)
  | { type: 'deliver'; pieces?: LinePieces[] | undefined; at?: string | undefined }
  | {
      type: 'return'
      reason: string
      pieces: (LinePieces & { credit?: number | undefined })[]
      restockedAt?: string | undefined
      return?: string | undefined
    }
  | ({ type: 'pay' } & Money)
  | ({ type: 'refund' } & Money)

/** Which count a transition takes pieces from and which it adds to. */
const moves = {
  pick: { takes: 'released', makes: 'picked' },
  deliver: { takes: 'shipped', makes: 'delivered' },
  return: { takes: 'delivered', makes: 'returned' },
} as const satisfies Record<string, { takes: keyof Quantities; makes: keyof Quantities }>

export function decide(command: Command, order: Order): OrderFact | Refusal {
  return blocked(command.type, order) ?? rules[command.type](command as never, order)
}

/** The hold that stops this transition, as a refusal. */
function blocked(type: Command['type'], { holds }: Order): Refusal | null {
  const hold = holds.find(({ blocks }) => blocks.includes(type as Transition))
  return hold ? refuse('held', { hold: hold.id, code: hold.code, transition: type }) : null
}

type Rules = {
  [Type in Command['type']]: (
    command: Extract<Command, { type: Type }>,
    order: Order,
  ) => OrderFact | Refusal
}

const rules: Rules = {
  confirm: ({ reason }, { status }) =>
    status === 'received'
      ? { type: 'order.confirmed', data: { reason } }
      : refuse('wrong_status', { status, needs: 'received' }),

  hold: ({ hold }, { status, holds }) => {
    if (status === 'cancelled' || status === 'closed') return refuse('wrong_status', { status })
    if (holds.length >= 20) return refuse('too_many_holds', { limit: 20 })
    return { type: 'order.held', data: { hold } }
  },

  lift: ({ hold, reason }, { holds }) => {
    if (holds.length === 0) return refuse('not_held')
    const found =
      hold === undefined && holds.length === 1 ? holds[0] : holds.find(({ id }) => id === hold)
    if (!found) return refuse('which_hold', { holds: holds.map(({ id }) => id).join(' ') })
    return { type: 'order.hold_lifted', data: { hold: found.id, reason } }
  },

  change,

  merge,

  unmerge,

  cancel,

  allocate: ({ pieces }, order) => {
    if (order.status !== 'received' && order.status !== 'confirmed')
      return refuse('wrong_status', { status: order.status })
    if (pieces.length === 0) return refuse('nothing_to_do', { transition: 'allocate' })
    return tooMany(order, pieces, unallocated) ?? { type: 'order.allocated', data: { pieces } }
  },

  release: ({ pieces, together }, order) => {
    if (order.status !== 'confirmed')
      return refuse('wrong_status', { status: order.status, needs: 'confirmed' })
    if (!together && !alone(order)) return refuse('goes_together', { transition: 'release' })
    if (pieces.length === 0) return refuse('nothing_to_do', { transition: 'release' })
    return (
      tooMany(order, pieces, (line) => line.allocated - line.released) ?? {
        type: 'order.released',
        data: { pieces },
      }
    )
  },

  // A hold does not stop a recall: both want the goods to stay.
  recall: ({ pieces }, order) => {
    if (order.status !== 'confirmed')
      return refuse('wrong_status', { status: order.status, needs: 'confirmed' })
    if (pieces.length === 0) return refuse('nothing_to_do', { transition: 'recall' })
    return (
      tooMany(order, pieces, (line) => line.released - line.picked) ?? {
        type: 'order.recalled',
        data: { pieces },
      }
    )
  },

  pick: ({ pieces }, order) =>
    move('pick', pieces, order) ?? { type: 'order.picked', data: { pieces } },

  // Shipped pieces count as released and picked, recorded or not: a one-person shop ships straight from the shelf.
  ship: ({ type: _, ...shipped }, order) => {
    if (order.status !== 'confirmed')
      return refuse('wrong_status', { status: order.status, needs: 'confirmed' })
    if (shipped.package === undefined && !alone(order))
      return refuse('goes_together', { transition: 'ship' })
    if (shipped.pieces.length === 0) return refuse('nothing_to_do', { transition: 'ship' })
    return (
      tooMany(order, shipped.pieces, (line) => line.allocated - line.shipped) ?? {
        type: 'order.shipped',
        data: { ...shipped, carrier: shipped.carrier ?? order.carrier ?? ownCarrier },
      }
    )
  },

  deliver: ({ pieces: named, at }, order) => {
    const pieces = named ?? all(order, (line) => line.shipped - line.delivered)
    return move('deliver', pieces, order) ?? { type: 'order.delivered', data: { pieces, at } }
  },

  return: ({ pieces, reason, restockedAt, return: id }, order) => {
    const refusal = move('return', pieces, order)
    if (refusal) return refusal
    const credited = credits(order, pieces)
    return { type: 'order.returned', data: { pieces: credited, reason, restockedAt, return: id } }
  },

  // Refunded money may be paid again, so the sum has no natural limit; beyond this one it could not be read back exactly.
  pay: ({ type: _, ...money }, { paid }) => {
    const limit = Number.MAX_SAFE_INTEGER - paid
    if (money.amount > limit) return refuse('amount_too_large', { limit }, '/amount')
    return { type: 'order.paid', data: money }
  },

  refund: ({ type: _, ...money }, order) => {
    const left = order.paid - order.refunded
    if (money.amount > left) return refuse('more_than_paid', { left, currency: order.currency })
    return { type: 'order.refunded', data: money }
  },
}

/** Pieces that can still be allocated. */
export function unallocated(line: Line): number {
  return line.ordered - line.cancelled - line.allocated
}

/** The pieces of every line according to `count`, without the lines that have none. */
export function all(order: Order, count: (line: Line) => number): LinePieces[] {
  return order.lines
    .map((line) => ({ line: line.line, quantity: count(line) }))
    .filter(({ quantity }) => quantity > 0)
}

function move(type: keyof typeof moves, pieces: LinePieces[], order: Order): Refusal | null {
  if (order.status === 'received' || order.status === 'cancelled')
    return refuse('wrong_status', { status: order.status, needs: 'confirmed' })
  if (pieces.length === 0) return refuse('nothing_to_do', { transition: type })
  const { takes, makes } = moves[type]
  return tooMany(order, pieces, (line) => line[takes] - line[makes])
}

/** The first line for which more pieces are asked than there are. A line named twice is added up before the check. */
function tooMany(
  order: Order,
  pieces: readonly LinePieces[],
  free: (line: Line) => number,
): Refusal | null {
  const asked = new Map<number, number>()
  for (const { line: number, quantity } of pieces) {
    const line = lineOf(order, number)
    if (!line) return refuse('unknown_line', { line: number })
    const sum = (asked.get(number) ?? 0) + quantity
    asked.set(number, sum)
    const left = free(line)
    if (sum > left) return refuse('not_enough', { line: number, asked: sum, available: left })
  }
  return null
}

/** Cancels pieces that have not gone to the warehouse, those without stock first. */
function cancel(
  { pieces: named, reason }: Extract<Command, { type: 'cancel' }>,
  order: Order,
): OrderFact | Refusal {
  if (order.status === 'cancelled') return refuse('wrong_status', { status: order.status })
  const free = (line: Line) => line.ordered - line.cancelled - line.released
  if (!named && order.lines.some((line) => line.released > 0)) return refuse('already_released')
  const pieces = named ?? all(order, free)
  if (pieces.length === 0) return refuse('nothing_to_do', { transition: 'cancel' })
  const refusal = tooMany(order, pieces, free)
  if (refusal) return refusal
  return { type: 'order.cancelled', data: { reason, pieces: takenBack(order, pieces) } }
}

function takenBack(order: Order, pieces: LinePieces[]): CancelledPieces[] {
  const waiting = new Map(order.lines.map((line) => [line.line, unallocated(line)]))
  return pieces.map(({ line, quantity }) => {
    const without = Math.min(quantity, waiting.get(line) ?? 0)
    waiting.set(line, (waiting.get(line) ?? 0) - without)
    return { line, quantity, allocated: quantity - without }
  })
}

/** Credits exactly what the returned units were charged, unless another credit was agreed. */
function credits(
  order: Order,
  pieces: (LinePieces & { credit?: number | undefined })[],
): ReturnedPieces[] {
  const before = new Map(order.lines.map((line) => [line.line, line.returned]))
  return pieces.map(({ line: number, quantity, credit }) => {
    const from = before.get(number) ?? 0
    before.set(number, from + quantity)
    const line = lineOf(order, number) as Line
    return { line: number, quantity, credit: credit ?? worthOf(order, line, from, quantity) }
  })
}

/**
 * What `count` units of a line from unit `from` on are worth to the customer, in minor units: price less their share of the
 * discount plus their share of the tax that is not in the price, each split per unit by largest remainder.
 */
export function worthOf(order: Order, line: Line, from: number, count: number): number {
  const discount = share(line.discount, line.ordered, from, count)
  const tax = order.taxIncluded ? 0 : share(line.tax, line.ordered, from, count)
  return line.unitPrice * count - discount + tax
}
