import fc from 'fast-check'
import { expect, test } from 'vitest'
import { axesOf, owed } from './axes.ts'
import { all, type Command, decide, worthOf } from './decide.ts'
import { begin, evolve, replay } from './evolve.ts'
import type { OrderFact, Placed } from './facts.ts'
import { type Line, type Order, transitions } from './order.ts'
import { type PlacedLine, placedWith } from './scene.fixture.ts'

const lineShape = fc.record({
  unitPrice: fc.integer({ min: 0, max: 100_000 }),
  ordered: fc.integer({ min: 1, max: 12 }),
  chance: fc.nat(),
  taxPercent: fc.integer({ min: 0, max: 30 }),
})

const placement = fc
  .tuple(fc.array(lineShape, { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([shapes, taxIncluded]): Placed => {
    const lines = shapes.map(({ unitPrice, ordered, chance, taxPercent }, index): PlacedLine => {
      const discount = chance % (unitPrice * ordered + 1)
      const tax = Math.round(((unitPrice * ordered - discount) * taxPercent) / 100)
      return { line: index + 1, sku: `s${index}`, name: {}, unitPrice, discount, tax, ordered }
    })
    return placedWith(lines, taxIncluded)
  })

const wish = fc.record({
  type: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom('cancelAll', 'hold', 'lift', 'refund') },
    { weight: 2, arbitrary: fc.constantFrom('confirm', 'change', 'cancel', 'pay') },
    {
      weight: 10,
      arbitrary: fc.constantFrom(
        ...(['allocate', 'release', 'recall', 'pick', 'ship', 'deliver', 'return'] as const),
      ),
    },
  ),
  line: fc.integer({ min: 1, max: 5 }),
  quantity: fc.integer({ min: 1, max: 12 }),
  /** Asks for no more than there is, as people mostly do. */
  modest: fc.boolean(),
  transition: fc.constantFrom(...transitions),
})
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never

/** How many pieces a wish can get at most. */
const free: Record<string, (line: Line) => number> = {
  cancel: (line) => line.ordered - line.cancelled - line.released,
  allocate: (line) => line.ordered - line.cancelled - line.allocated,
  release: (line) => line.allocated - line.released,
  recall: (line) => line.released - line.picked,
  pick: (line) => line.released - line.picked,
  ship: (line) => line.allocated - line.shipped,
  deliver: (line) => line.shipped - line.delivered,
  return: (line) => line.delivered - line.returned,
}

function piecesOf({ type, line: any, quantity: wanted, modest }: Wish, { lines }: Order) {
  const line = modest ? lines[any % lines.length] : lines.find((one) => one.line === any)
  const quantity = modest && line ? Math.min(wanted, free[type]?.(line) || wanted) : wanted
  // What the stock adds: how many of these the warehouse had not been told of. Those it was told of leave first.
  const told = line ? line.released - line.shipped : 0
  return {
    piece: { line: line?.line ?? any, quantity, location: 'main' },
    unreleased: Math.max(0, quantity - told),
  }
}

function commandOf(one: Wish, order: Order): Command {
  const { type, quantity, transition } = one
  const { piece, unreleased } = piecesOf(one, order)
  switch (type) {
    case 'confirm':
      return { type }
    case 'cancelAll':
      return { type: 'cancel', reason: 'r' }
    case 'cancel':
    case 'return':
      return { type, reason: 'r', pieces: [piece] }
    case 'change':
      return {
        type,
        note: one.modest ? 'n' : null,
        carrier: one.modest ? 'sf' : null,
        customer: { phone: String(quantity) },
      }
    case 'hold':
      return { type, hold: { id: `hld_${order.version}`, code: 'c', blocks: [transition] } }
    case 'lift':
      return { type, hold: order.holds[0]?.id }
    case 'pay':
    case 'refund':
      return { type, amount: quantity * 100, method: 'card' }
    case 'ship':
      return { type, pieces: [{ ...piece, unreleased }] }
    default:
      return { type, pieces: [piece] }
  }
}

type Later = Exclude<OrderFact, { type: 'order.placed' }>

/** Does every wish that is not refused; answers the facts and every state on the way. */
function live(placed: Placed, wishes: readonly Wish[]): { facts: OrderFact[]; states: Order[] } {
  const facts: OrderFact[] = [{ type: 'order.placed', data: placed }]
  const states = [begin(placed)]
  for (const one of wishes) {
    const order = states.at(-1) as Order
    const kept = JSON.stringify(order)
    const decision = decide(commandOf(one, order), order)
    expect(JSON.stringify(order)).toBe(kept)
    if ('refused' in decision) continue
    facts.push(decision)
    states.push(evolve(order, decision as Later))
  }
  return { facts, states }
}

const lives = fc.tuple(placement, fc.array(wish, { maxLength: 80, size: 'max' }))
const runs = { numRuns: 500 }

test('pieces only move right, and no count is above the one it is taken from', () => {
  let furthest = 0
  fc.assert(
    fc.property(lives, ([placed, wishes]) => {
      for (const { lines } of live(placed, wishes).states)
        for (const line of lines) {
          const { ordered, cancelled, allocated, released, picked, shipped, delivered, returned } =
            line
          const chain = [
            0,
            returned,
            delivered,
            shipped,
            picked,
            released,
            allocated,
            ordered - cancelled,
          ]
          expect(chain).toEqual([...chain].sort((a, b) => a - b))
          expect(cancelled).toBeGreaterThanOrEqual(0)
          furthest = Math.max(furthest, returned)
        }
    }),
    runs,
  )
  expect(furthest, 'some lives went all the way').toBeGreaterThan(0)
})

test('the log told again gives the order, whatever happened to it', () => {
  fc.assert(
    fc.property(lives, ([placed, wishes]) => {
      const { facts, states } = live(placed, wishes)
      // As the log keeps it: through JSON.
      expect(replay(JSON.parse(JSON.stringify(facts)))).toEqual(
        JSON.parse(JSON.stringify(states.at(-1))),
      )
      expect(states.at(-1)?.version).toBe(facts.length)
    }),
    runs,
  )
})

test('an order is cancelled exactly when no piece of it is left, and closed only when all that is left has arrived', () => {
  fc.assert(
    fc.property(lives, ([placed, wishes]) => {
      for (const { status, lines } of live(placed, wishes).states) {
        const left = lines.reduce((sum, line) => sum + line.ordered - line.cancelled, 0)
        const delivered = lines.reduce((sum, line) => sum + line.delivered, 0)
        expect(status === 'cancelled').toBe(left === 0)
        if (status === 'closed') expect(delivered).toBe(left)
        if (status === 'confirmed') expect(delivered < left).toBe(true)
        if (status === 'received') expect(delivered).toBe(0)
      }
    }),
    runs,
  )
})

test('what is owed, given back and cancelled add up to the total, to the last unit', () => {
  fc.assert(
    fc.property(lives, ([placed, wishes]) => {
      for (const order of live(placed, wishes).states) {
        if (order.status === 'cancelled') continue
        const kept = order.lines.map((line) =>
          worthOf(order, line, line.returned, line.ordered - line.cancelled - line.returned),
        )
        expect(owed(order)).toBe(kept.reduce((sum, worth) => sum + worth, 0))
      }
    }),
    runs,
  )
})

test('the pieces of a line given back in any grouping are worth the line', () => {
  const groups = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 12 })
  fc.assert(
    fc.property(placement, groups, (placed, sizes) => {
      const order = begin(placed)
      for (const line of order.lines) {
        let [from, sum] = [0, 0]
        for (const size of [...sizes, line.ordered]) {
          const count = Math.min(size, line.ordered - from)
          sum += worthOf(order, line, from, count)
          from += count
        }
        const tax = order.taxIncluded ? 0 : line.tax
        expect(sum).toBe(line.unitPrice * line.ordered - line.discount + tax)
      }
      expect(owed(order)).toBe(order.total)
    }),
    runs,
  )
})

test('the axes follow the counts: one formula, no history', () => {
  fc.assert(
    fc.property(lives, ([placed, wishes]) => {
      for (const order of live(placed, wishes).states) {
        const { fulfilment, aftersales } = axesOf(order)
        const some = (count: 'shipped' | 'delivered' | 'returned') =>
          all(order, (line) => line[count]).length > 0
        expect(fulfilment === 'cancelled').toBe(order.status === 'cancelled')
        expect(/delivered/.test(fulfilment)).toBe(some('delivered'))
        expect(/shipped|delivered/.test(fulfilment)).toBe(some('shipped'))
        expect(aftersales !== 'none').toBe(some('returned'))
      }
    }),
    runs,
  )
})

test('a log that does not begin with a placement tells no order', () => {
  expect(replay([])).toBeNull()
  expect(replay([{ type: 'order.confirmed', data: {} }])).toBeNull()
})
