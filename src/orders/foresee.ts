// What a command would do now, decided by the same rules as the command itself: for the options of an order and previews of runs.
import { type Caller, may } from '../base/http/index.ts'
import { isRefusal, type Refusal, refuse } from '../base/platform/index.ts'
import { type Asked, act, everyAllocated, type Mine } from './act.ts'
import { commandBehind, commands, type OptionName, optionNames, permissionOf } from './commands.ts'
import { all } from './decide.ts'
import type { OrderFact } from './facts.ts'
import { releasing } from './merge.ts'
import type { Opened } from './open.ts'
import type { Order } from './order.ts'

/**
 * The fact that a command would make, or its refusal. Changes the stock in `opened` as the command would. Merged orders are
 * released together, so `released` keeps the outcome of a merge, which is decided once.
 */
export function foresee(
  asked: Asked,
  order: Order,
  opened: Opened,
  mine: Mine,
  released = new Map<string, OrderFact | Refusal>(),
): OrderFact | Refusal {
  const known = asked.type === 'release' ? released.get(order.merge ?? '') : undefined
  if (known) return known
  const outcome = act(asked, order, opened, mine)
  const together = isRefusal(outcome) && outcome.refused === 'goes_together'
  if (!together || asked.type !== 'release' || asked.pieces || order.merge === null) return outcome
  const whole = releaseTogether(order.merge, opened, mine)
  released.set(order.merge, whole)
  return whole
}

function releaseTogether(merge: string, opened: Opened, mine: Mine): OrderFact | Refusal {
  const members = [...opened.orders.values()].filter((order) => order.merge === merge)
  const left = releasing(members)
  if (isRefusal(left)) return left
  const outcomes = left.map((order) =>
    act({ type: 'release', together: true }, order, opened, mine),
  )
  return outcomes.find(isRefusal) ?? (outcomes[0] as OrderFact)
}

/** Each option with the reason why it would be refused, or null when it is possible. Does not change `opened`. */
export function optionsOf(
  order: Order,
  opened: Opened,
  caller: Caller,
): { command: OptionName; refusal: Refusal | null }[] {
  return optionNames.map((option) => {
    const permission = permissionOf(option)
    if (!may(caller, permission))
      return { command: option, refusal: refuse('not_allowed', { permission }) }
    const { needs } = commands[commandBehind(option)]
    const touchesStock = (needs as readonly string[]).includes('stock')
    const tried = touchesStock ? { ...opened, book: structuredClone(opened.book) } : opened
    const { locations } = caller
    const outcome = foresee(attempts[option](order, opened, locations), order, tried, locations)
    if (isRefusal(outcome)) return { command: option, refusal: outcome }
    return { command: option, refusal: option === 'split' ? unsplittable(outcome) : null }
  })
}

/** A single piece cannot be split. */
function unsplittable(fact: OrderFact): Refusal | null {
  if (fact.type !== 'order.released') return null
  const pieces = fact.data.pieces.reduce((sum, { quantity }) => sum + quantity, 0)
  return pieces > 1 ? null : refuse('nothing_to_split')
}

/** The largest form of each option: if it is refused, every other form is refused too, except perhaps a smaller part. */
const attempts: Record<OptionName, (order: Order, opened: Opened, mine: Mine) => Asked> = {
  confirm: () => ({ type: 'confirm' }),
  hold: () => ({ type: 'hold', hold: { id: 'hld_tried', code: 'tried', blocks: ['confirm'] } }),
  lift: ({ holds }) => ({ type: 'lift', hold: holds[0]?.id }),
  change: ({ note }) => ({ type: 'change', note: note === 'tried' ? null : 'tried' }),
  carrier: ({ carrier }, { carriers }) => {
    const [some = ''] = carriers
    return { type: 'change', carrier: carrier === null ? some : null }
  },
  cancel: (order) => {
    const pieces = all(order, (line) => line.ordered - line.cancelled - line.released)
    // When nothing but released pieces is left, names none: the refusal is then `already_released`, which says more.
    const told = order.lines.some((line) => line.released > line.shipped)
    const whole = pieces.length === 0 && told
    return { type: 'cancel', reason: 'tried', ...(!whole && { pieces }) }
  },
  allocate: () => ({ type: 'allocate' }),
  release: () => ({ type: 'release' }),
  split: (order, { book }, mine) => ({
    type: 'release',
    pieces: everyAllocated(order, book, mine, 'unreleased'),
  }),
  merge: () => ({ type: 'merge', merge: 'mrg_tried', orders: [] }),
  unmerge: () => ({ type: 'unmerge' }),
  ship: loose,
  deliver: () => ({ type: 'deliver' }),
  return: (order) => ({
    type: 'return',
    reason: 'tried',
    pieces: all(order, (line) => line.delivered - line.returned),
  }),
  pay: () => ({ type: 'pay', amount: 1, method: 'tried' }),
  refund: () => ({ type: 'refund', amount: 1, method: 'tried' }),
}

/** The pieces that are in no package. When all are packed, the refusal names the package to ship instead. */
function loose(order: Order, { book }: Opened): Asked {
  const pieces = everyAllocated(order, book, null, 'loose')
  const packed = everyAllocated(order, book, null, 'packed')
  return { type: 'ship', ...(packed.length > 0 && pieces.length > 0 && { pieces }) }
}
