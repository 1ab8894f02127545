import { expect, test } from 'vitest'
import { moneyText, parseMoney } from './money-text.ts'

test.each([
  ['12.5', 2, 1_250],
  ['12', 2, 1_200],
  ['.5', 2, 50],
  ['12.', 2, 1_200],
  ['1,234.50', 2, 123_450],
  ['1,234,567', 0, 1_234_567],
  ['１２．５', 2, 1_250],
  ['¥ 12.50', 2, 1_250],
  ['GBP 3', 2, 300],
  ['12.500', 2, 1_250],
  ['0.001', 3, 1],
  ['980', 0, 980],
])('%s with %i digits is read', (text, digits, value) => {
  expect(parseMoney(text, digits)).toEqual({ value })
})

test.each([
  ['', 'not_a_number'],
  ['.', 'not_a_number'],
  ['twelve', 'not_a_number'],
  ['12,5', 'not_a_number'],
  ['1,23', 'not_a_number'],
  ['1e3', 'not_a_number'],
  ['12.345', 'too_precise'],
  ['-1', 'negative'],
  ['99999999999999', 'too_large'],
])('%j is refused: %s', (text, problem) => {
  expect(parseMoney(text, 2)).toEqual({ problem })
})

test('a negative amount is read where it is allowed', () => {
  expect(parseMoney('-£5', 2, { negative: true })).toEqual({ value: -500 })
  expect(parseMoney('-0', 2)).toEqual({ value: 0 })
})

test('an amount is written as it is read', () => {
  for (const [minor, digits, text] of [
    [1_250, 2, '12.50'],
    [5, 2, '0.05'],
    [-1, 3, '-0.001'],
    [980, 0, '980'],
  ] as const) {
    expect(moneyText(minor, digits)).toBe(text)
    expect(parseMoney(text, digits, { negative: true })).toEqual({ value: minor })
  }
})
