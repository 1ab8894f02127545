import { expect, test } from 'vitest'
import { durationParts } from './duration-text.ts'

const told = (seconds: number) =>
  durationParts(seconds)
    .map(({ unit, n }) => `${n} ${unit}`)
    .join(' ')

test('two units at most, the larger first', () => {
  expect(told(93_784)).toBe('1 day 2 hour')
  expect(told(7_384)).toBe('2 hour 3 minute')
  expect(told(3_600)).toBe('1 hour')
  expect(told(86_400 * 40)).toBe('40 day')
})

test('seconds are told in the last ten minutes only', () => {
  expect(told(601)).toBe('10 minute')
  expect(told(599)).toBe('9 minute 59 second')
  expect(told(59)).toBe('59 second')
  expect(told(0)).toBe('0 second')
})

test('what is late is told as long as what is left', () => {
  expect(told(-7_384)).toBe('2 hour 3 minute')
})
