import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Package, type TrackingStatus, trackingStatuses } from '../warehouse/index.ts'
import { arriving } from './arrivals.ts'
import { keyOf, statusOf, trackingOf } from './tracking.ts'

const said = (status: TrackingStatus, hour: number) => ({
  status,
  at: new Date(Date.UTC(2026, 4, 4, hour)).toISOString(),
})

test('a package stands where the latest event says, whatever order they came in', () => {
  const events = [said('in_transit', 9), said('out_for_delivery', 12), said('pre_transit', 8)]
  expect(statusOf(events)).toEqual(said('out_for_delivery', 12))
  expect(statusOf([])).toBeNull()
})

test('of two events of the same moment the one further along counts', () => {
  expect(statusOf([said('delivered', 9), said('out_for_delivery', 9)])?.status).toBe('delivered')
})

test('a scan after delivery changes nothing, trouble does', () => {
  const delivered = [said('delivered', 9), said('in_transit', 10)]
  expect(statusOf(delivered)).toEqual(said('delivered', 9))
  expect(statusOf([...delivered, said('return_to_sender', 11)])?.status).toBe('return_to_sender')
})

test('unknown says nothing where something is known', () => {
  expect(statusOf([said('in_transit', 9), said('unknown', 10)])).toEqual(said('in_transit', 9))
  expect(statusOf([said('unknown', 10)])).toEqual(said('unknown', 10))
})

test('the order in which events come never matters', () => {
  const event = fc.record({
    status: fc.constantFrom(...trackingStatuses),
    hour: fc.integer({ min: 0, max: 5 }),
  })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), fc.nat(), (events, seed) => {
      const all = events.map(({ status, hour }) => said(status, hour))
      const shuffled = all
        .map((one, index) => ({ one, key: ((index + 1) * (seed + 7919)) % 104_729 }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one)
      expect(statusOf(shuffled)).toEqual(statusOf(all))
    }),
  )
})

test('the same word of the same moment is the same event, in whatever zone it is written', () => {
  const event = { ...said('delivered', 9), place: null, source: 'api', sourceCode: 'POD' }
  expect(keyOf({ ...event, at: '2026-05-04T17:00:00+08:00' })).toBe(keyOf(event))
  expect(keyOf({ ...event, sourceCode: null })).not.toBe(keyOf(event))
})

test('an order is as far as the package that is least far, unless there is trouble', () => {
  const left = (status: TrackingStatus) => ({ status, shippedAt: '2026-05-04T08:00:00.000Z' })
  expect(trackingOf([{ status: 'unknown', shippedAt: null }])).toBeNull()
  expect(trackingOf([left('delivered'), left('in_transit')])).toBe('in_transit')
  expect(trackingOf([left('delivered'), left('delivered')])).toBe('delivered')
  expect(trackingOf([left('delivered'), left('failure'), left('unknown')])).toBe('failure')
})

test('pieces delivered by hand are taken by the first package that arrives, and by it alone', () => {
  const one = {
    orderId: 'ord_A',
    lines: [{ line: 1, sku: 'a', quantity: 3, delivered: 0 }],
  } as unknown as Package
  const left = new Map([['ord_A 1', 4]])
  expect(arriving(one, left)).toEqual([])
  expect(arriving(one, left)).toEqual([{ line: 1, quantity: 2 }])
  expect(arriving(one, left)).toEqual([{ line: 1, quantity: 3 }])
})
