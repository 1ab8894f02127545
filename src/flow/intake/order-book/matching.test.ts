import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Credit, matchCredits, type Sold } from './matching.ts'

const sold = (change: Partial<Sold>): Sold => ({
  orderId: 'ord_1',
  line: 1,
  placedAt: '2011-01-01',
  returnable: 0,
  cancellable: 0,
  ...change,
})

test('the latest earlier order is matched first, a later one never', () => {
  const lines = [
    sold({ orderId: 'ord_old', placedAt: '2011-01-01', returnable: 5 }),
    sold({ orderId: 'ord_late', placedAt: '2011-01-09', returnable: 5 }),
    sold({ orderId: 'ord_new', placedAt: '2011-01-02', returnable: 5 }),
  ]
  const credit = { key: 'a', quantity: 7, at: '2011-01-03' }
  expect(matchCredits([credit], new Map([['a', lines]]))).toEqual([
    [
      { orderId: 'ord_new', line: 1, quantity: 5, how: 'return' },
      { orderId: 'ord_old', line: 1, quantity: 2, how: 'return' },
    ],
  ])
})

test('delivered pieces return before those that never left are cancelled', () => {
  const lines = [sold({ returnable: 2, cancellable: 3 })]
  const credit = { key: 'a', quantity: 4, at: '2011-01-03' }
  expect(matchCredits([credit], new Map([['a', lines]]))[0]?.map(({ how }) => how)).toEqual([
    'return',
    'cancel',
  ])
})

test('without a customer nothing is matched', () => {
  const credit = { key: null, quantity: 1, at: '2011-01-03' }
  expect(matchCredits([credit], new Map([['a', [sold({ returnable: 5 })]]]))).toEqual([[]])
})

const pieces = fc.nat({ max: 6 })
const day = fc.integer({ min: 1, max: 9 }).map((n) => `2011-01-0${n}`)
const lineOf = fc.record({ placedAt: day, returnable: pieces, cancellable: pieces })
const creditOf = fc.record({
  key: fc.constantFrom('a', 'b', null),
  quantity: fc.integer({ min: 1, max: 12 }),
  at: day,
})

type Matched = ReturnType<typeof matchCredits>[number]

/** Takes matched pieces off what is left, and answers how many they were. */
function takeOff(matches: Matched, credit: Credit, left: ReadonlyMap<string, Sold>): number {
  for (const { orderId, quantity, how } of matches) {
    const line = left.get(orderId) as Sold
    expect(orderId.startsWith(credit.key ?? '-')).toBe(true)
    expect(line.placedAt <= credit.at).toBe(true)
    line[how === 'return' ? 'returnable' : 'cancellable'] -= quantity
  }
  return matches.reduce((sum, { quantity }) => sum + quantity, 0)
}

/** Pieces that this credit could still be matched to. */
function freeFor({ key, at }: Credit, left: ReadonlyMap<string, Sold>): number {
  return [...left.values()]
    .filter(({ orderId, placedAt }) => key !== null && orderId.startsWith(key) && placedAt <= at)
    .reduce((sum, { returnable, cancellable }) => sum + returnable + cancellable, 0)
}

test('never more comes back than was sold, and none is left that could have been matched', () => {
  const lines = fc.array(lineOf, { maxLength: 8 })
  fc.assert(
    fc.property(lines, lines, fc.array(creditOf, { maxLength: 8 }), (a, b, credits) => {
      const named = (key: string, made: typeof a) =>
        made.map((line, index) => sold({ ...line, orderId: `${key}${index}` }))
      const sales = new Map([
        ['a', named('a', a)],
        ['b', named('b', b)],
      ])
      const matches = matchCredits(credits, sales)
      const left = new Map([...sales.values()].flat().map((line) => [line.orderId, { ...line }]))
      for (const [index, credit] of credits.entries()) {
        const matched = takeOff(matches[index] as Matched, credit, left)
        expect(matched).toBeLessThanOrEqual(credit.quantity)
        if (matched < credit.quantity) expect(freeFor(credit, left)).toBe(0)
      }
      for (const { returnable, cancellable } of left.values())
        expect(Math.min(returnable, cancellable)).toBeGreaterThanOrEqual(0)
    }),
  )
})
