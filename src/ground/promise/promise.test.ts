import fc from 'fast-check'
import { expect, test } from 'vitest'
import { promiseAfter, usualHours } from './index.ts'

const hourMs = 3_600_000

test('a promise is a whole hour, never earlier than the hours of the channel', () => {
  const at = (text: string) => promiseAfter(new Date(text), 48).toISOString()
  expect(at('2026-05-04T08:00:00Z')).toBe('2026-05-06T08:00:00.000Z')
  expect(at('2026-05-04T08:00:01Z')).toBe('2026-05-06T09:00:00.000Z')
  expect(at('2026-05-04T08:29:00Z')).toBe('2026-05-06T09:00:00.000Z')
})

test('a channel that says no hours promises two days', () => {
  const at = new Date('2026-05-04T08:10:00Z')
  expect(promiseAfter(at, null)).toEqual(promiseAfter(at, usualHours))
  expect(promiseAfter(at, null).toISOString()).toBe('2026-05-06T09:00:00.000Z')
})

test('no promise is shorter than its hours, and none longer by an hour', () => {
  const moments = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 8_760 }), (at, hours) => {
      const over = promiseAfter(at, hours).getTime() - at.getTime() - hours * hourMs
      expect(over).toBeGreaterThanOrEqual(0)
      expect(over).toBeLessThan(hourMs)
      expect(promiseAfter(at, hours).getTime() % hourMs).toBe(0)
    }),
  )
})
