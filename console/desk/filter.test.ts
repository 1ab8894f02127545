import { expect, test } from 'vitest'
import { bucketOf, chosen, filterOf, queryOf, sortOf } from './filter.ts'

test('an address without parameters asks for everything, the newest first', () => {
  expect(queryOf({})).toEqual({ sort: 'newest' })
})

test('what the desk does not know is not asked for', () => {
  expect(queryOf({ bucket: 'nonsense', sort: 'nonsense', order: 'ord_1', view: 'viw_1' })).toEqual({
    sort: 'newest',
  })
  expect(bucketOf({ bucket: 'nonsense' })).toBe('all')
})

test('late orders begin with the worst, unless asked otherwise', () => {
  expect(sortOf({ bucket: 'late' })).toBe('promise')
  expect(sortOf({ bucket: 'late', sort: 'oldest' })).toBe('oldest')
})

test('days are local and both are included', () => {
  const { from, to } = filterOf({ from: '2026-11-01', to: '2026-11-30' })
  expect(from).toBe(new Date(2026, 10, 1).toISOString())
  expect(to).toBe(new Date(2026, 11, 1).toISOString())
})

test('a whole time in the address is asked for as it is', () => {
  expect(filterOf({ from: '2026-11-01T10:00:00Z' })).toEqual({ from: '2026-11-01T10:00:00Z' })
})

test('words are trimmed, and none are asked for when only blanks were typed', () => {
  expect(filterOf({ q: '  lamp ' })).toEqual({ q: 'lamp' })
  expect(filterOf({ q: '  ' })).toEqual({})
})

test('chosen filters are told in their order', () => {
  expect(chosen({ sku: '85123A', channel: 'web', q: 'x', bucket: 'late' })).toEqual([
    { key: 'channel', value: 'web' },
    { key: 'sku', value: '85123A' },
  ])
})
