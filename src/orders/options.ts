// What may be done with an order now, by whom asks: tried out in memory, by the rules that would decide it.
import { type Caller, may } from '../base/http/index.ts'
import { isRefusal, type Refusal, refuse } from '../base/platform/index.ts'
import { allocatedTo, type Book } from '../ground/stock/index.ts'
import { type Asked, act } from './act.ts'
import { all } from './decide.ts'
import type { OrderFact } from './facts.ts'
import { mergeWaits, waiting } from './merge.ts'
import type { Order } from './order.ts'
import { type Packed, piecesIn } from './packed.ts'

export const optionNames = [
  'confirm',
  'hold',
  'lift',
  'change',
  'carrier',
  'cancel',
  'allocate',
  'release',
  'split',
  'merge',
  'unmerge',
  'ship',
  'deliver',
  'return',
  'pay',
  'refund',
] as const
export type OptionName = (typeof optionNames)[number]

const permissions = {
  confirm: 'orders:confirm',
  hold: 'orders:hold',
  lift: 'orders:hold',
  change: 'orders:change',
  carrier: 'orders:change',
  cancel: 'orders:cancel',
  allocate: 'orders:allocate',
  release: 'orders:release',
  split: 'orders:release',
  merge: 'orders:release',
  unmerge: 'orders:release',
  ship: 'orders:ship',
  deliver: 'orders:deliver',
  return: 'orders:return',
  pay: 'payments:record',
  refund: 'payments:record',
} as const satisfies Record<OptionName, string>

/**
 * Each command with why it would be refused, or null where it would go. `book` is left as it was; `together` are the orders of its
 * merge.
 */
export function optionsOf(
  order: Order,
  book: Book,
  caller: Caller,
  together: readonly Order[] = [],
  packed: readonly Packed[] = [],
): { command: OptionName; refusal: Refusal | null }[] {
  return optionNames.map((command) => {
    const permission = permissions[command]
    if (!may(caller, permission)) return { command, refusal: refuse('not_allowed', { permission }) }
    const asked = command === 'ship' ? shipLoose(order, book, packed) : attempts[command](order)
    const shelf = touchesStock.has(command) ? structuredClone(book) : book
    const outcome = act(asked, order, shelf, caller.locations)
    if (isRefusal(outcome)) return { command, refusal: outcome }
    return { command, refusal: afterwards[command]?.(outcome, together) ?? null }
  })
}

/** What stands in no package; where all does, the package that must go instead is the answer. */
function shipLoose(order: Order, book: Book, packed: readonly Packed[]): Asked {
  const pieces = order.lines.flatMap(({ line }) =>
    allocatedTo(book, { orderId: order.id, line }, Number.MAX_SAFE_INTEGER).flatMap(
      ({ location, quantity }) => {
        const loose = quantity - piecesIn(packed, { line, location })
        return loose > 0 ? [{ line, location, quantity: loose }] : []
      },
    ),
  )
  return { type: 'ship', packed, ...(packed.length > 0 && pieces.length > 0 && { pieces }) }
}

/** What the whole of a merge says, or the fact that would follow. */
const afterwards: Partial<
  Record<OptionName, (fact: OrderFact, together: readonly Order[]) => Refusal | null>
> = {
  split: unsplittable,
  release: (_, together) => {
    const wait = waiting(together)
    return wait.length > 0 ? mergeWaits(wait) : null
  },
}

/** One piece goes whole or not at all. */
function unsplittable(fact: OrderFact): Refusal | null {
  if (fact.type !== 'order.released') return null
  const pieces = fact.data.pieces.reduce((sum, { quantity }) => sum + quantity, 0)
  return pieces > 1 ? null : refuse('nothing_to_split')
}

const touchesStock = new Set<OptionName>(['cancel', 'allocate', 'release', 'split', 'ship'])

const blocks: ['confirm'] = ['confirm']
/** The largest of each that can be meant: what is refused here is refused in every form, except a smaller part of it. */
const attempts: Record<OptionName, (order: Order) => Asked> = {
  confirm: () => ({ type: 'confirm' }),
  hold: () => ({ type: 'hold', hold: { id: 'hld_tried', code: 'tried', blocks } }),
  lift: ({ holds }) => ({ type: 'lift', hold: holds[0]?.id }),
  change: ({ note }) => ({ type: 'change', note: note === 'tried' ? null : 'tried' }),
  carrier: ({ carrier }) => ({ type: 'change', carrier: carrier === 'tried' ? null : 'tried' }),
  cancel: (order) => {
    const pieces = all(order, (line) => line.ordered - line.cancelled - line.released)
    // What the warehouse was told of and has not sent is the reason: naming no piece would hide it.
    const told = order.lines.some((line) => line.released > line.shipped)
    const whole = pieces.length === 0 && told
    return { type: 'cancel', reason: 'tried', ...(!whole && { pieces }) }
  },
  allocate: () => ({ type: 'allocate' }),
  release: () => ({ type: 'release', together: true }),
  split: () => ({ type: 'release' }),
  merge: () => ({ type: 'merge', merge: 'mrg_tried', orders: [] }),
  unmerge: () => ({ type: 'unmerge' }),
  ship: () => ({ type: 'ship' }),
  deliver: () => ({ type: 'deliver' }),
  return: (order) => ({
    type: 'return',
    reason: 'tried',
    pieces: all(order, (line) => line.delivered - line.returned),
  }),
  pay: () => ({ type: 'pay', amount: 1, method: 'tried' }),
  refund: () => ({ type: 'refund', amount: 1, method: 'tried' }),
}
