import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal, refuse } from '../../base/platform/index.ts'
import {
  evolve,
  type FulfilmentFact,
  type FulfilmentOrder,
  pack,
  pick,
  recall,
  stateOf,
} from './fulfilment.ts'
import { countShipped, inRounds, type Work } from './work.ts'

const by = { by: 'usr', command: 'req' }

function orderOf(...quantities: number[]): FulfilmentOrder {
  return {
    id: 'ful_A',
    number: 'F100001',
    orderId: 'ord_A',
    orderNumber: 100001,
    channel: 'web',
    location: 'MAIN',
    state: 'released',
    merge: null,
    version: 1,
    releasedAt: '2026-05-04T08:00:00.000Z',
    lines: quantities.map((quantity, index) => ({
      line: index + 1,
      sku: `sku-${index + 1}`,
      name: {},
      quantity,
      picked: 0,
      packed: 0,
      shipped: 0,
      recalled: 0,
    })),
  }
}

function after(order: FulfilmentOrder, ...steps: ((order: FulfilmentOrder) => unknown)[]) {
  return steps.reduce((now, step) => {
    const fact = step(now) as FulfilmentFact
    if (isRefusal(fact)) throw new Error(JSON.stringify(fact))
    return evolve(now, fact)
  }, order)
}

const pickAll = (order: FulfilmentOrder) => pick(order, undefined)
const packAll = (order: FulfilmentOrder) => pack(order, [{ package: 'pkg_A' }])

test('picking without naming lines picks everything that is left', () => {
  const order = after(orderOf(3, 2), (one) => pick(one, [{ line: 1, quantity: 1 }]))
  expect(order.state).toBe('picking')
  expect(pickAll(order)).toEqual({
    type: 'fulfilment.picked',
    data: {
      pieces: [
        { line: 1, quantity: 2 },
        { line: 2, quantity: 2 },
      ],
    },
  })
})

test('picking more than is asked is refused with the numbers, the same line twice added up', () => {
  const order = after(orderOf(3), (one) => pick(one, [{ line: 1, quantity: 1 }]))
  const twice = [
    { line: 1, quantity: 1 },
    { line: 1, quantity: 2 },
  ]
  expect(pick(order, twice)).toEqual(
    refuse('not_enough', { line: 1, asked: 3, available: 2, quantity: 3, picked: 1 }),
  )
  expect(pick(order, [{ line: 2, quantity: 1 }])).toEqual(refuse('unknown_line', { line: 2 }))
})

test('what is packed must have been picked, and the refusal names the package', () => {
  const order = after(orderOf(3), (one) => pick(one, [{ line: 1, quantity: 2 }]))
  const lines = [{ line: 1, quantity: 2 }]
  const packages = [
    { package: 'pkg_A', pieces: [{ line: 1, quantity: 1 }] },
    { package: 'pkg_B', pieces: lines },
  ]
  expect(pack(order, packages)).toEqual(
    refuse(
      'not_picked',
      { line: 1, asked: 2, available: 1, picked: 2, packed: 1 },
      '/packages/1/lines',
    ),
  )
})

test('a package that names no lines takes what those before it left, and none may be empty', () => {
  const order = after(orderOf(3, 1), pickAll)
  const first = { package: 'pkg_A', pieces: [{ line: 1, quantity: 2 }] }
  expect(pack(order, [first, { package: 'pkg_B' }])).toEqual({
    type: 'fulfilment.packed',
    data: {
      packages: [
        first,
        {
          package: 'pkg_B',
          pieces: [
            { line: 1, quantity: 1 },
            { line: 2, quantity: 1 },
          ],
        },
      ],
    },
  })
  expect(pack(order, [{ package: 'pkg_A' }, { package: 'pkg_B' }])).toMatchObject({
    refused: 'nothing_to_do',
    at: '/packages/1/lines',
  })
})

test('a step that comes too early or too late is refused with what was done so far', () => {
  const released = orderOf(2)
  expect(packAll(released)).toMatchObject({
    refused: 'nothing_to_do',
    params: { transition: 'pack', state: 'released', quantity: 2, picked: 0, packed: 0 },
  })
  const packed = after(released, pickAll, packAll)
  expect(pickAll(packed)).toMatchObject({
    refused: 'nothing_to_do',
    params: { transition: 'pick', state: 'packed', quantity: 2, picked: 2, packed: 2 },
  })
})

test('the state is the furthest stage that every piece has reached', () => {
  const line = {
    line: 1,
    sku: 'a',
    name: {},
    quantity: 2,
    picked: 0,
    packed: 0,
    shipped: 0,
    recalled: 0,
  }
  expect(stateOf([line])).toBe('released')
  expect(stateOf([{ ...line, picked: 1 }])).toBe('picking')
  expect(stateOf([{ ...line, picked: 2, packed: 1, shipped: 1 }])).toBe('picked')
  expect(stateOf([{ ...line, picked: 2, packed: 2, shipped: 1 }])).toBe('packed')
  expect(stateOf([{ ...line, picked: 2, packed: 2, shipped: 2 }])).toBe('shipped')
})

test('calling back takes what nobody has picked out of what is asked, and keeps count of it', () => {
  const whole = after(orderOf(3, 2), recall)
  expect(whole).toMatchObject({
    state: 'recalled',
    version: 2,
    lines: [
      { quantity: 0, recalled: 3 },
      { quantity: 0, recalled: 2 },
    ],
  })
  const rest = after(orderOf(3, 2), (one) => pick(one, [{ line: 1, quantity: 2 }]), recall)
  expect(rest).toMatchObject({
    state: 'picked',
    lines: [
      { quantity: 2, picked: 2, recalled: 1 },
      { quantity: 0, picked: 0, recalled: 2 },
    ],
  })
})

test('what is in somebody’s hands cannot be called back, nor the same twice', () => {
  const picked = after(orderOf(3), pickAll)
  expect(recall(picked)).toEqual(
    refuse('already_picked', { state: 'picked', quantity: 3, picked: 3 }),
  )
  expect(recall(after(orderOf(3), recall))).toMatchObject({
    refused: 'nothing_to_do',
    params: { transition: 'recall', state: 'recalled' },
  })
})

type Step = { kind: string; pieces: { line: number; quantity: number }[]; all: boolean }

/** Does a step where it is allowed; leaving is never refused. */
function doStep(work: Work, { kind, pieces: asked, all }: Step): void {
  const order = work.orders.get('ful_A') as FulfilmentOrder
  const pieces = asked.filter(({ quantity }) => quantity > 0)
  if (kind === 'leave') {
    const placed = pieces.map((one) => ({ ...one, location: 'MAIN' }))
    countShipped(work, { orderId: 'ord_A', pieces: placed, ...by })
    return
  }
  const named = all || pieces.length === 0 ? undefined : pieces
  const fact = factOf(kind, order, named)
  if (!isRefusal(fact)) work.orders.set('ful_A', evolve(order, fact))
}

function factOf(kind: string, order: FulfilmentOrder, named: Step['pieces'] | undefined) {
  if (kind === 'recall') return recall(order)
  return kind === 'pick' ? pick(order, named) : pack(order, [{ package: 'p', pieces: named }])
}

test('whatever is done in whatever order, shipped ≤ packed ≤ picked ≤ quantity', () => {
  const piece = fc.record({ line: fc.integer({ min: 1, max: 4 }), quantity: fc.nat(6) })
  const step = fc.record({
    kind: fc.constantFrom('pick', 'pack', 'leave', 'recall'),
    pieces: fc.array(piece, { minLength: 1, maxLength: 3 }),
    all: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const work = workOf(orderOf(4, 1, 6))
      for (const one of steps) {
        doStep(work, one)
        for (const line of work.orders.get('ful_A')?.lines ?? []) {
          expect(line.shipped).toBeLessThanOrEqual(line.packed)
          expect(line.packed).toBeLessThanOrEqual(line.picked)
          expect(line.picked).toBeLessThanOrEqual(line.quantity)
          expect(line.quantity + line.recalled).toBe([4, 1, 6][line.line - 1])
        }
      }
    }),
  )
})

function workOf(...orders: FulfilmentOrder[]): Work {
  return { orders: new Map(orders.map((one) => [one.id, one])), changed: new Set(), facts: [] }
}

const shippedOf = (work: Work) =>
  Object.fromEntries([...work.orders].map(([id, { lines }]) => [id, lines[0]?.shipped]))

test('what left without packing counts on the oldest open fulfilment order of its location', () => {
  const work = workOf(
    { ...orderOf(5), id: 'ful_A', location: 'NORTH' },
    { ...orderOf(3), id: 'ful_B' },
    { ...orderOf(4), id: 'ful_C' },
  )
  countShipped(work, {
    orderId: 'ord_A',
    pieces: [{ line: 1, quantity: 5, location: 'MAIN' }],
    ...by,
  })
  expect(shippedOf(work)).toEqual({ ful_A: 0, ful_B: 3, ful_C: 2 })
  expect(work.facts.map(({ stream, version }) => [stream, version])).toEqual([
    ['ful_B', 2],
    ['ful_C', 2],
  ])
})

test('what was packed counts on its own fulfilment order first, and what nobody was told of on none', () => {
  const work = workOf({ ...orderOf(3), id: 'ful_B' }, { ...orderOf(4), id: 'ful_C' })
  const piece = { line: 1, quantity: 4, location: 'MAIN', unreleased: 1 }
  countShipped(work, { orderId: 'ord_A', pieces: [piece], fulfilmentOrder: 'ful_C', ...by })
  expect(shippedOf(work)).toEqual({ ful_B: 0, ful_C: 3 })
})

test('a batch that names the same thing twice is done in rounds, in order', () => {
  expect(inRounds(['a1', 'b1', 'a2', 'a3', 'b2'], (item) => item.slice(0, 1))).toEqual([
    ['a1', 'b1'],
    ['a2', 'b2'],
    ['a3'],
  ])
})
