import { expect, test } from 'vitest'
import { currenciesOf, type Hour, localDay, searchOf, stepsOf } from './hours.ts'

const now = new Date(2026, 10, 23, 15, 30)
const hourAt = (day: number, hour: number, part: Partial<Hour> = {}): Hour => ({
  hour: new Date(2026, 10, day, hour).toISOString(),
  currency: 'GBP',
  orders: 1,
  total: 100,
  ...part,
})

test('fourteen days end with today, and a day without orders is there too', () => {
  const steps = stepsOf([hourAt(23, 9), hourAt(23, 0), hourAt(10, 23), hourAt(9, 23)], 'day', now)
  expect(steps).toHaveLength(14)
  expect(steps.map(({ orders }) => orders)).toEqual([1, ...Array(12).fill(0), 2])
  expect(steps.at(-1)?.from).toEqual(new Date(2026, 10, 23))
  expect(steps.at(-1)?.to).toEqual(new Date(2026, 10, 24))
})

test('amounts of different currencies are never added up', () => {
  const hours = [hourAt(23, 9), hourAt(23, 9, { currency: 'CNY', orders: 2, total: 50 })]
  expect(stepsOf(hours, 'day', now).at(-1)).toMatchObject({
    orders: 3,
    totals: { GBP: 100, CNY: 50 },
  })
  expect(currenciesOf(hours)).toEqual(['CNY', 'GBP'])
})

test('hours end with the one that runs', () => {
  const steps = stepsOf([hourAt(23, 15)], 'hour', now)
  expect(steps).toHaveLength(48)
  expect(steps.at(-1)).toMatchObject({ orders: 1, from: new Date(2026, 10, 23, 15) })
})

test('a step knows where its orders stand', () => {
  const [day] = stepsOf([], 'day', now)
  expect(day && searchOf(day, 'day')).toEqual({ from: '2026-11-10', to: '2026-11-10' })
  const hour = stepsOf([], 'hour', now).at(-1)
  expect(hour && searchOf(hour, 'hour')).toEqual({
    from: new Date(2026, 10, 23, 15).toISOString(),
    to: new Date(2026, 10, 23, 16).toISOString(),
  })
  expect(localDay(new Date(2026, 0, 5))).toBe('2026-01-05')
})
