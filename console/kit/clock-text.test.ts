import { expect, test } from 'vitest'
import { instantOf, parseTime, timeOf } from './clock-text.ts'

test.each([
  ['14:30', '14:30'],
  ['9', '09:00'],
  ['９：０５', '09:05'],
  ['9.05', '09:05'],
  ['930', '09:30'],
  ['0930', '09:30'],
  ['2:30pm', '14:30'],
  ['12 am', '00:00'],
  ['12pm', '12:00'],
  ['下午2点半', '14:30'],
  ['14点30分', '14:30'],
  ['中午12点', '12:00'],
  ['晚上8时', '20:00'],
  ['0:00', '00:00'],
] as const)('%s is %s', (text, time) => {
  expect(parseTime(text)).toBe(time)
})

test.each(['', '24:00', '9:60', '13pm', '9:5', 'noon', '12345', '25点'])(
  '%j is no time',
  (text) => {
    expect(parseTime(text)).toBe(null)
  },
)

test('a moment is shown to the minute and read back by the clock that stands here', () => {
  const moment = new Date(2026, 10, 23, 7, 5, 31)
  expect(timeOf(moment)).toBe('07:05')
  expect(instantOf('2026-11-23', timeOf(moment))).toEqual(new Date(2026, 10, 23, 7, 5))
})
