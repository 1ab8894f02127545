import { expect, test } from 'vitest'
import { filterOf, isOrderNumber, startOfDay } from './filter.ts'

test('what the address does not say is what is printed most: slips that have not left', () => {
  expect(filterOf({})).toEqual({ kind: 'slips', when: 'open', q: '' })
  expect(filterOf({ kind: 'labels', when: 'today', q: ' 100 ' })).toEqual({
    kind: 'labels',
    when: 'today',
    q: '100',
  })
  expect(filterOf({ kind: 'nonsense', when: 'x' })).toMatchObject({ kind: 'slips', when: 'open' })
})

test('order numbers are told from tracking numbers', () => {
  expect(isOrderNumber('100234')).toBe(true)
  expect(isOrderNumber('SF1234567890')).toBe(false)
  expect(isOrderNumber('1234567890123')).toBe(false)
})

test('today begins at midnight where the person is', () => {
  const now = new Date(2026, 10, 23, 15, 30)
  expect(new Date(startOfDay(now)).getHours()).toBe(0)
  expect(new Date(startOfDay(now)).getDate()).toBe(23)
})
