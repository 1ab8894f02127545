import { expect, test } from 'vitest'
import { addDays, addMonths, dayOf, parseDay, rangeOf, todayOf, weeksOf } from './date-text.ts'

const today = '2026-11-23'

test.each([
  ['2026-11-05', 'en', '2026-11-05'],
  ['2026/1/5', 'zh', '2026-01-05'],
  ['20260105', 'en', '2026-01-05'],
  ['２０２６-01-05', 'zh', '2026-01-05'],
  ['2025年2月3日', 'zh', '2025-02-03'],
  ['2月3号', 'zh', '2026-02-03'],
  ['3/2', 'zh', '2026-03-02'],
  ['3/2', 'en', '2026-02-03'],
  ['3.2.2025', 'en', '2025-02-03'],
  ['3 Feb', 'en', '2026-02-03'],
  ['feb 3, 2025', 'en', '2025-02-03'],
  ['3february', 'en', '2026-02-03'],
  ['today', 'en', '2026-11-23'],
  ['昨天', 'zh', '2026-11-22'],
  ['+10', 'en', '2026-12-03'],
  ['-23', 'zh', '2026-10-31'],
  ['29 feb 2024', 'en', '2024-02-29'],
] as const)('%s is read where %s is written', (text, language, day) => {
  expect(parseDay(text, today, language)).toBe(day)
})

test.each(['', '30 feb', '2026-13-01', '31/4', 'soon', '2026', '0/0', '5 foo 2026'])(
  '%j is no day',
  (text) => {
    expect(parseDay(text, today, 'en')).toBeNull()
  },
)

test('a month is shown in six whole weeks that begin on Monday', () => {
  const weeks = weeksOf(today)
  expect(weeks).toHaveLength(6)
  expect(weeks[0]?.[0]).toBe('2026-10-26')
  expect(weeks[0]?.[6]).toBe('2026-11-01')
  expect(weeks.flat()).toHaveLength(42)
  expect(new Set(weeks.flat()).size).toBe(42)
})

test('a month’s last day stays the last one', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
  expect(addMonths('2026-01-31', -2)).toBe('2025-11-30')
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
  expect(dayOf(2026, 2, 29)).toBeNull()
})

test('the ranges that are asked for most', () => {
  expect(rangeOf('today', today)).toEqual({ from: today, to: today })
  expect(rangeOf('yesterday', today)).toEqual({ from: '2026-11-22', to: '2026-11-22' })
  expect(rangeOf('week', today)).toEqual({ from: '2026-11-17', to: today })
  expect(rangeOf('month', today)).toEqual({ from: '2026-11-01', to: today })
})

test('today is the day on the wall, not the one in Greenwich', () => {
  expect(todayOf(new Date(2026, 0, 5, 0, 30))).toBe('2026-01-05')
})
