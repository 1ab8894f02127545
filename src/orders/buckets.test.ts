import { expect, test } from 'vitest'
import { fulfilments } from './axes.ts'
import { isIn, queueOf, restWaitsFor, type Standing, standingBuckets, stepOf } from './buckets.ts'

const statuses = ['received', 'confirmed', 'closed', 'cancelled'] as const
const standings: Standing[] = statuses.flatMap((status) =>
  fulfilments.flatMap((fulfilment) => [true, false].map((held) => ({ status, fulfilment, held }))),
)

test('no order stands in two queues, and the one it stands in is said of it', () => {
  for (const standing of standings) {
    const found = standingBuckets.filter((bucket) => isIn(bucket, standing))
    // Only what was confirmed is ever delivered.
    const confirmed = standing.status === 'confirmed' || standing.status === 'closed'
    if (standing.fulfilment === 'delivered' && !confirmed) continue
    expect([standing, found.length <= 1]).toEqual([standing, true])
    expect([standing, queueOf(standing)]).toEqual([standing, found[0] ?? null])
  }
})

test('a hold takes an order out of every queue but its own, until it has arrived', () => {
  const of = (fulfilment: Standing['fulfilment'], held: boolean) =>
    queueOf({ status: 'confirmed', fulfilment, held })
  expect(of('allocated', false)).toBe('to_release')
  expect(of('allocated', true)).toBe('held')
  expect(of('partly_shipped', true)).toBe('held')
  expect(of('delivered', true)).toBe('delivered')
  expect(queueOf({ status: 'received', fulfilment: 'none', held: true })).toBe('held')
})

test('the step is the furthest that was reached, whether it is held or not', () => {
  const of = (status: Standing['status'], fulfilment: Standing['fulfilment']) =>
    stepOf({ status, fulfilment })
  expect(of('received', 'allocated')).toBe('to_confirm')
  expect(of('confirmed', 'none')).toBe('waiting')
  expect(of('confirmed', 'partly_allocated')).toBe('partly_waiting')
  expect(of('confirmed', 'allocated')).toBe('to_release')
  expect(of('confirmed', 'picking')).toBe('picking')
  expect(of('closed', 'delivered')).toBe('delivered')
  expect(of('closed', 'none')).toBe('closed')
  expect(of('cancelled', 'cancelled')).toBe('cancelled')
})

test('a rest is told once others have gone on: first that it lacks stock, then that nobody released it', () => {
  const gone = { status: 'confirmed', fulfilment: 'partly_shipped' } as const
  expect(restWaitsFor(gone, { toAllocate: 1, toRelease: 2 })).toBe('stock')
  expect(restWaitsFor(gone, { toAllocate: 0, toRelease: 2 })).toBe('release')
  expect(restWaitsFor(gone, { toAllocate: 0, toRelease: 0 })).toBe(null)
  const before = { status: 'confirmed', fulfilment: 'allocated' } as const
  expect(restWaitsFor(before, { toAllocate: 0, toRelease: 2 })).toBe(null)
  const over = { status: 'closed', fulfilment: 'partly_delivered' } as const
  expect(restWaitsFor(over, { toAllocate: 1, toRelease: 0 })).toBe(null)
})
