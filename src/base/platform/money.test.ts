import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  currencyDigits,
  formatAmount,
  maxAmount,
  parseAmount,
  rateOf,
  share,
  split,
} from './index.ts'

const amount = fc.integer({ min: -maxAmount, max: maxAmount })
const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), {
  minLength: 1,
  maxLength: 30,
})
const sum = (parts: readonly number[]) => parts.reduce((all, part) => all + part, 0)

test('a split adds up to what was split, and no part is a whole unit away from its exact share', () => {
  fc.assert(
    fc.property(amount, weights, (whole, shares) => {
      const parts = split(whole, shares)
      expect(parts).toHaveLength(shares.length)
      expect(sum(parts)).toBe(whole)
      const total = sum(shares)
      for (const [index, part] of parts.entries()) {
        const exact = total === 0 ? whole / shares.length : (whole * (shares[index] ?? 0)) / total
        expect(Math.abs(part - exact)).toBeLessThan(1.001)
      }
    }),
  )
})

test('the leftover units go to the largest remainders, the first where they tie', () => {
  expect(split(100, [1, 1, 1])).toEqual([34, 33, 33])
  expect(split(10, [0, 3, 7])).toEqual([0, 3, 7])
  expect(split(5, [199, 101, 200])).toEqual([2, 1, 2])
  expect(split(-100, [1, 1, 1])).toEqual([-34, -33, -33])
  expect(split(2, [0, 0, 0])).toEqual([1, 1, 0])
  expect(split(7, [])).toEqual([])
})

test('a discount split by what is left of the lines never takes more than there is', () => {
  const nets = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(nets, fc.nat(), (left, chance) => {
      const discount = sum(left) === 0 ? 0 : chance % (sum(left) + 1)
      for (const [index, part] of split(discount, left).entries())
        expect(part).toBeLessThanOrEqual(left[index] ?? 0)
    }),
  )
})

test('all units in any grouping carry exactly the whole', () => {
  fc.assert(
    fc.property(
      amount,
      fc.integer({ min: 1, max: 5_000 }),
      fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 20 }),
      (whole, units, groups) => {
        let from = 0
        let carried = 0
        for (const group of [...groups, units]) {
          const count = Math.min(group, units - from)
          carried += share(whole, units, from, count)
          from += count
        }
        expect(carried).toBe(whole)
      },
    ),
  )
})

test('a rate is rounded half away from zero', () => {
  expect(rateOf(125, 100_000)).toBe(13)
  expect(rateOf(-125, 100_000)).toBe(-13)
  expect(rateOf(124, 100_000)).toBe(12)
  expect(Object.is(rateOf(-1, 1), 0)).toBe(true)
  expect(rateOf(maxAmount, 1_000_000)).toBe(maxAmount)
})

test('an amount reads back as it was written, in currencies of 0, 2 and 3 digits', () => {
  fc.assert(
    fc.property(amount, fc.constantFrom('GBP', 'JPY', 'KWD', 'CNY'), (whole, currency) => {
      expect(parseAmount(formatAmount(whole, currency), currency)).toBe(whole)
    }),
  )
})

test.each([
  ['12.34', 'GBP', 1234],
  ['12.3', 'GBP', 1230],
  ['-0.00', 'GBP', 0],
  ['12.340', 'GBP', 1234],
  ['12.345', 'GBP', null],
  ['1', 'JPY', 1],
  ['1.5', 'JPY', null],
  ['1,234.56', 'GBP', null],
  ['1.234,56', 'GBP', null],
  ['1e3', 'GBP', null],
  ['１２', 'GBP', null],
  ['', 'GBP', null],
  [' 1', 'GBP', null],
  ['0x10', 'GBP', null],
  ['10000000000.01', 'GBP', null],
])('%s %s is read as %s', (text, currency, expected) => {
  expect(parseAmount(text, currency)).toBe(expected)
})

test('an unknown currency is an error of ours', () => {
  expect(() => currencyDigits('XYZ')).toThrow('unknown currency XYZ')
})
