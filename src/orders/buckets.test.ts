import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { axesOf, fulfilments, rests } from './axes.ts'
import {
  isIn,
  queueOf,
  restWaitsFor,
  type Standing,
  standingBuckets,
  stepOf,
  toldOf,
} from './buckets.ts'
import { begin } from './evolve.ts'
import type { Order, Quantities } from './order.ts'
import { placedWith } from './scene.fixture.ts'
import { piecesOf } from './tally.ts'

const statuses = ['received', 'confirmed', 'closed', 'cancelled'] as const
const standings: Standing[] = statuses.flatMap((status) =>
  fulfilments.flatMap((fulfilment) =>
    rests.flatMap((rest) => [true, false].map((held) => ({ status, fulfilment, rest, held }))),
  ),
)

/** Each count at most the one before it, as the table holds them. */
const quantities = fc
  .array(fc.nat(4), { minLength: 7, maxLength: 7 })
  .map((parts): Quantities => {
    const [gone = 0, ...still] = parts
    const counts = still.map((_, at) => still.slice(at).reduce((sum, part) => sum + part, 0))
    const [wanted = 0, allocated = 0, released = 0, picked = 0, shipped = 0, delivered = 0] = counts
    const moved = { allocated, released, picked, shipped, delivered, returned: 0 }
    return { ordered: wanted + gone, cancelled: gone, ...moved }
  })
  .filter(({ ordered }) => ordered > 0)

const orders = fc
  .record({ status: fc.constantFrom('received', 'confirmed'), lines: fc.array(quantities) })
  .filter(({ lines }) => lines.some(({ ordered, cancelled }) => ordered > cancelled))
  .map(({ status, lines }) => orderOf(status as Order['status'], lines))

function orderOf(status: Order['status'], counts: readonly Quantities[]): Order {
  const [line] = begin(placedWith()).lines
  if (!line) throw new Error('nothing was ordered')
  const lines = counts.map((one, at) => ({ ...line, ...one, line: at + 1 }))
  return { ...begin(placedWith()), status, lines }
}

function standingOf(order: Order, held = false): Standing {
  return { ...axesOf(order), status: order.status, held }
}

/** How far each piece has come, told one by one: 0 has no stock, 5 has arrived. */
const way = ['allocated', 'released', 'picked', 'shipped', 'delivered'] as const
const piecesAlong = ({ lines }: Order) =>
  lines.flatMap((line) =>
    Array.from(
      { length: line.ordered - line.cancelled },
      (_, piece) => way.filter((count) => line[count] > piece).length,
    ),
  )

describe('the queue', () => {
  test('no order stands in two, and the one it stands in is said of it', () => {
    for (const standing of standings) {
      const found = standingBuckets.filter((bucket) => isIn(bucket, standing))
      // Only of what was confirmed and is closed everything has arrived.
      if (standing.fulfilment === 'delivered' && standing.status !== 'closed') continue
      expect([standing, found.length <= 1]).toEqual([standing, true])
      expect([standing, queueOf(standing)]).toEqual([standing, found[0] ?? null])
    }
  })

  test('of a confirmed order is the one where its least advanced piece waits for somebody', () => {
    const queues = ['waiting', 'to_release', 'in_warehouse', 'in_warehouse', 'shipped'] as const
    fc.assert(
      fc.property(orders, (order) => {
        const least = Math.min(...piecesAlong(order))
        // What has arrived whole is closed by the fact that says so.
        fc.pre(least < 5)
        const found = standingBuckets.filter((bucket) => isIn(bucket, standingOf(order)))
        expect(found).toEqual([order.status === 'received' ? 'to_confirm' : queues[least]])
        const held = standingBuckets.filter((bucket) => isIn(bucket, standingOf(order, true)))
        expect(held).toEqual(['held'])
      }),
      { numRuns: 2_000 },
    )
  })

  test('of what is held is its own, until it has arrived', () => {
    const of = (fulfilment: Standing['fulfilment'], rest: Standing['rest'], held: boolean) =>
      queueOf({ status: 'confirmed', fulfilment, rest, held })
    expect(of('allocated', 'release', false)).toBe('to_release')
    expect(of('allocated', 'release', true)).toBe('held')
    expect(of('partly_shipped', 'stock', true)).toBe('held')
    expect(of('delivered', 'none', true)).toBe('delivered')
    const received = { status: 'received', fulfilment: 'none', rest: 'stock' } as const
    expect(queueOf({ ...received, held: true })).toBe('held')
  })
})

test('what the pieces furthest behind wait for agrees with the pieces that are counted', () => {
  fc.assert(
    fc.property(orders, (order) => {
      const { rest } = axesOf(order)
      const { toAllocate, toRelease, toSend } = piecesOf(order)
      const along = piecesAlong(order)
      expect(rest === 'stock').toBe(toAllocate > 0)
      expect(rest === 'stock' || toRelease === 0).toBe(rest !== 'release')
      expect(['stock', 'release', 'warehouse'].includes(rest)).toBe(toSend > 0)
      expect(rest === 'none').toBe(along.every((stage) => stage === 5))
    }),
  )
})

test('the step is the furthest that was reached, whether it is held or not', () => {
  const of = (status: Standing['status'], fulfilment: Standing['fulfilment']) =>
    stepOf({ status, fulfilment })
  expect(of('received', 'allocated')).toBe('to_confirm')
  expect(of('confirmed', 'none')).toBe('waiting')
  expect(of('confirmed', 'partly_allocated')).toBe('partly_waiting')
  expect(of('confirmed', 'allocated')).toBe('to_release')
  expect(of('confirmed', 'partly_released')).toBe('partly_released')
  expect(of('confirmed', 'picking')).toBe('picking')
  expect(of('closed', 'delivered')).toBe('delivered')
  expect(of('closed', 'none')).toBe('closed')
  expect(of('cancelled', 'cancelled')).toBe('cancelled')
})

test('after a split the rest keeps the order where somebody has to see to it', () => {
  const five = { ordered: 5, cancelled: 0, returned: 0, delivered: 0, picked: 0, shipped: 0 }
  const told = (counts: Partial<Quantities>) => {
    const order = orderOf('confirmed', [{ ...five, allocated: 5, released: 0, ...counts }])
    const { queue, step, restWaitsFor: rest } = toldOf(standingOf(order))
    return [queue, step, rest]
  }
  expect(told({})).toEqual(['to_release', 'to_release', null])
  expect(told({ released: 2 })).toEqual(['to_release', 'partly_released', 'release'])
  expect(told({ allocated: 4, released: 2 })).toEqual(['waiting', 'partly_released', 'stock'])
  expect(told({ released: 2, picked: 2, shipped: 2 })).toEqual([
    ...['to_release', 'partly_shipped', 'release'],
  ])
  expect(told({ released: 5, picked: 2, shipped: 2 })).toEqual([
    ...['in_warehouse', 'partly_shipped', null],
  ])
  expect(told({ released: 5 })).toEqual(['in_warehouse', 'released', null])
})

test('that pieces lack stock is told before an order is confirmed, that none was released once others have gone on', () => {
  expect(restWaitsFor({ fulfilment: 'none', rest: 'stock' })).toBe('stock')
  expect(restWaitsFor({ fulfilment: 'partly_allocated', rest: 'stock' })).toBe('stock')
  expect(restWaitsFor({ fulfilment: 'partly_shipped', rest: 'stock' })).toBe('stock')
  expect(restWaitsFor({ fulfilment: 'partly_shipped', rest: 'release' })).toBe('release')
  expect(restWaitsFor({ fulfilment: 'allocated', rest: 'release' })).toBe(null)
  expect(restWaitsFor({ fulfilment: 'partly_shipped', rest: 'warehouse' })).toBe(null)
  expect(restWaitsFor({ fulfilment: 'partly_delivered', rest: 'arrival' })).toBe(null)
})
