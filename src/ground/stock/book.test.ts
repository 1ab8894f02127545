import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal } from '../../base/platform/index.ts'
import {
  allocatedTo,
  available,
  availableAt,
  type Book,
  claim,
  consume,
  type Level,
  makeBook,
  release,
  reserve,
  setAside,
  unclaim,
  unrelease,
  type Which,
} from './book.ts'
import { move, restock } from './shelf.ts'

const level = (location: string, onHand: number, more: Partial<Level> = {}): Level => ({
  sku: 'apple',
  location,
  onHand,
  reserved: 0,
  allocated: 0,
  safety: 0,
  version: 0,
  ...more,
})
const line = { orderId: 'ord_1', line: 1, sku: 'apple' }

test('available is what is on hand less claims, reservations and safety, and never below 0', () => {
  expect(availableAt(level('a', 10, { allocated: 2, reserved: 3, safety: 1 }))).toBe(4)
  expect(availableAt(level('a', 1, { safety: 5 }))).toBe(0)
})

test('a claim is taken from the first location that has all of it', () => {
  const book = makeBook([level('a', 3), level('b', 9)], [], ['a', 'b'])
  expect(claim(book, line, 5)).toEqual([{ location: 'b', quantity: 5 }])
})

test('a claim that no location has whole is split, and takes what there is', () => {
  const book = makeBook([level('a', 3), level('b', 4)], [], ['a', 'b'])
  expect(claim(book, line, 9)).toEqual([
    { location: 'a', quantity: 3 },
    { location: 'b', quantity: 4 },
  ])
  expect(available(book, 'apple')).toBe(0)
})

test('nothing new is promised at a location out of use, but what stands there ships, is given back and is free', () => {
  const old = {
    orderId: 'ord_1',
    line: 1,
    location: 'shut',
    sku: 'apple',
    quantity: 4,
    released: 0,
    packed: 0,
  }
  const book = makeBook([level('shut', 10, { allocated: 4 }), level('open', 1)], [old], ['open'])
  expect(available(book, 'apple')).toBe(1)
  expect(claim(book, { ...line, orderId: 'ord_2' }, 5)).toEqual([{ location: 'open', quantity: 1 }])
  expect(reserve(book, 'apple', 5)).toEqual([])
  unclaim(book, 'ord_1', { line: 1, location: 'shut', quantity: 1 })
  expect(consume(book, 'ord_1', { line: 1, location: 'shut', quantity: 3 }, 'loose')).toBe(3)
  expect(book.levels.get('apple')?.[0]).toMatchObject({ onHand: 7, allocated: 0 })
})

test('a movement may not take what is promised, nor pile up without end', () => {
  const book = makeBook([level('a', 10, { allocated: 6, reserved: 3 })], [], ['a'])
  const taking = (quantity: number) =>
    move(book, { sku: 'apple', location: 'a', quantity, cause: 'lost', reference: null })
  expect(taking(-2)).toMatchObject({ refused: 'not_enough_stock', params: { free: 1, asked: 2 } })
  expect(taking(2_000_000_000)).toMatchObject({ refused: 'quantity_too_large' })
  expect(book.movements).toEqual([])
  expect(book.changedLevels.size).toBe(0)
  expect(taking(-1)).toBeNull()
})

test('pieces that were not claimed cannot be given back, released or shipped', () => {
  const book = makeBook([level('a', 10)], [], ['a'])
  claim(book, line, 4)
  const five = { line: 1, location: 'a', quantity: 5 }
  expect(() => unclaim(book, 'ord_1', five)).toThrow('are not free at a')
  expect(() => release(book, 'ord_1', five)).toThrow('are not free at a')
  expect(() => consume(book, 'ord_1', five, 'loose')).toThrow('are not free at a')
  release(book, 'ord_1', { line: 1, location: 'a', quantity: 3 })
  expect(() => unclaim(book, 'ord_1', { line: 1, location: 'a', quantity: 2 })).toThrow('not free')
  expect(() => unrelease(book, 'ord_1', { line: 1, location: 'a', quantity: 4 })).toThrow(
    'not free',
  )
  unrelease(book, 'ord_1', { line: 1, location: 'a', quantity: 3 })
  unclaim(book, 'ord_1', { line: 1, location: 'a', quantity: 2 })
})

test('what stands packed leaves with its package only, and what was released of the rest leaves before what was not', () => {
  const book = makeBook([level('a', 10)], [], ['a'])
  const pieces = (quantity: number) => ({ line: 1, location: 'a', quantity })
  const loose = () => allocatedTo(book, line, 10, 'loose')
  claim(book, line, 8)
  expect(() => setAside(book, 'ord_1', pieces(1))).toThrow('not free')
  release(book, 'ord_1', pieces(5))
  setAside(book, 'ord_1', pieces(2))
  expect(() => setAside(book, 'ord_1', pieces(4))).toThrow('not free')
  expect(() => unrelease(book, 'ord_1', pieces(4))).toThrow('not free')
  expect(() => consume(book, 'ord_1', pieces(7), 'loose')).toThrow('not free')
  expect(() => consume(book, 'ord_1', pieces(3), 'packed')).toThrow('not free')
  expect(loose()).toEqual([{ location: 'a', quantity: 6 }])

  expect(consume(book, 'ord_1', pieces(4), 'loose')).toBe(1)
  expect(book.allocations.get('ord_1')?.get(1)).toMatchObject([
    { quantity: 4, released: 2, packed: 2 },
  ])
  expect(consume(book, 'ord_1', pieces(2), 'packed')).toBe(0)
  expect(loose()).toEqual([{ location: 'a', quantity: 2 }])
})

const step = fc.record({
  do: fc.constantFrom(
    'claim',
    'unclaim',
    'release',
    'unrelease',
    'setAside',
    'consume',
    'leave',
    'move',
    'restock',
    'reserve',
  ),
  order: fc.constantFrom('ord_1', 'ord_2', 'ord_3'),
  line: fc.integer({ min: 1, max: 2 }),
  sku: fc.constantFrom('apple', 'pear'),
  location: fc.constantFrom('a', 'b', 'shut'),
  quantity: fc.integer({ min: 1, max: 12 }),
  out: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Which pieces of an allocation a step is about; those not told to the warehouse where nothing else stands here. */
const takes: Record<string, Which> = {
  ...{ consume: 'loose', leave: 'packed' },
  ...{ unrelease: 'released', setAside: 'released' },
}
const told: Record<string, typeof release> = { unclaim, release, unrelease, setAside }

/** Does the step where it is possible; a step that is not must leave the book as it was. Answers pieces that came in. */
function take(book: Book, one: Step): { came: number; reserved: number } {
  const { sku, location, quantity } = one
  const of = { orderId: one.order, line: one.line, sku: one.line === 1 ? 'apple' : 'pear' }
  if (one.do === 'claim') claim(book, of, quantity)
  if (one.do === 'reserve') {
    const pieces = reserve(book, sku, Math.min(quantity, available(book, sku)))
    return { came: 0, reserved: pieces.reduce((sum, piece) => sum + piece.quantity, 0) }
  }
  if (one.do === 'restock') {
    restock(book, { sku, location, quantity, orderId: one.order })
    return { came: quantity, reserved: 0 }
  }
  if (one.do === 'move') {
    const signed = one.out ? -quantity : quantity
    const moved = move(book, { sku, location, quantity: signed, cause: 'counted', reference: null })
    return { came: moved && isRefusal(moved) ? 0 : signed, reserved: 0 }
  }
  const [piece] = allocatedTo(book, of, quantity, takes[one.do] ?? 'unreleased')
  if (!piece) return { came: 0, reserved: 0 }
  const at = { line: one.line, ...piece }
  told[one.do]?.(book, one.order, at)
  if (one.do !== 'consume' && one.do !== 'leave') return { came: 0, reserved: 0 }
  consume(book, one.order, at, one.do === 'leave' ? 'packed' : 'loose')
  return { came: -piece.quantity, reserved: 0 }
}

function everyLevel(book: Book): Level[] {
  return [...book.levels.values()].flat()
}

function opened([a = 0, b = 0, c = 0, d = 0]: number[]): Book {
  const pears = { sku: 'pear' }
  const apples = [level('a', a, { safety: 2 }), level('b', b)]
  return makeBook([...apples, level('a', c, pears), level('shut', d, pears)], [], ['a', 'b'])
}

/** No piece appears or vanishes, no count is negative, no piece is promised twice, and every claim has its allocation. */
function expectSound(book: Book, pieces: number, reserved: number): void {
  const levels = everyLevel(book)
  const sum = <Item>(items: Item[], count: (item: Item) => number) =>
    items.reduce((all, item) => all + count(item), 0)
  const claims = [...book.allocations.values()].flatMap((each) => [...each.values()].flat())
  expect(sum(levels, ({ onHand }) => onHand)).toBe(pieces)
  expect(sum(levels, (each) => each.reserved)).toBe(reserved)
  expect(sum(claims, ({ quantity }) => quantity)).toBe(sum(levels, ({ allocated }) => allocated))
  for (const { onHand, allocated, reserved: held } of levels)
    expect(held >= 0 && allocated >= 0 && allocated + held <= onHand).toBe(true)
  for (const { quantity, released, packed } of claims)
    expect(packed >= 0 && packed <= released && released <= quantity).toBe(true)
}

test('whatever is done to a book, no piece appears or vanishes, and nothing is promised twice', () => {
  const opening = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(opening, fc.array(step, { maxLength: 60, size: 'max' }), (quantities, steps) => {
      const book = opened(quantities)
      const start = quantities.reduce((sum, quantity) => sum + quantity, 0)
      let [pieces, reserved] = [start, 0]
      for (const one of steps) {
        const change = take(book, one)
        pieces += change.came
        reserved += change.reserved
        expectSound(book, pieces, reserved)
      }
      const moved = book.movements.reduce((all, { quantity }) => all + quantity, 0)
      expect(moved).toBe(pieces - start)
    }),
    { numRuns: 300 },
  )
})
