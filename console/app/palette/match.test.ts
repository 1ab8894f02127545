import { expect, test } from 'vitest'
import { matching, rankOf } from './match.ts'

const entries = ['Theme: dark', 'Theme: light', 'Order desk', 'Dark orders'].map((label) => ({
  label,
}))
const found = (typed: string) => matching(entries, typed).map(({ label }) => label)

test('nothing typed shows everything in its own order', () => {
  expect(found(' ')).toEqual(entries.map(({ label }) => label))
})

test('every word must be there, wherever it stands', () => {
  expect(found('dark theme')).toEqual(['Theme: dark'])
  expect(found('nothing')).toEqual([])
})

test('what begins with the word comes first', () => {
  expect(found('dark')).toEqual(['Dark orders', 'Theme: dark'])
})

test('Chinese is found by its characters', () => {
  expect(rankOf('主题：深色', '深')).toBe(3)
  expect(rankOf('主题：深色', '浅')).toBe(null)
})
