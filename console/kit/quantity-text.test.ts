import { expect, test } from 'vitest'
import { isSum, parseQuantity } from './quantity-text.ts'

test.each([
  ['12', 12],
  ['3*12', 36],
  ['3×12', 36],
  ['3 x 12', 36],
  ['２＋３', 5],
  ['(2+3)*4', 20],
  ['100-4*6', 76],
  ['144/12', 12],
  ['1,000', 1_000],
  ['2.5*4', 10],
])('%s is %i', (text, value) => {
  expect(parseQuantity(text)).toEqual({ value })
})

test.each([
  ['', 'not_a_number'],
  ['abc', 'not_a_number'],
  ['3*', 'not_a_number'],
  ['(3', 'not_a_number'],
  ['3)(', 'not_a_number'],
  ['1/0', 'not_a_number'],
  ['10/4', 'not_whole'],
  ['2.5', 'not_whole'],
  ['0', 'out_of_range'],
  ['3-5', 'out_of_range'],
  ['1001*1000', 'out_of_range'],
])('%j is refused: %s', (text, problem) => {
  expect(parseQuantity(text)).toEqual({ problem })
})

test('a very long text is refused, not worked through', () => {
  expect(parseQuantity('('.repeat(100_000))).toEqual({ problem: 'not_a_number' })
})

test('only a sum shows its result', () => {
  expect(isSum('3*12')).toBe(true)
  expect(isSum('36')).toBe(false)
  expect(isSum('-4')).toBe(false)
})
