// Days as people type them and as a calendar shows them. A day is `2026-11-23`, without a time and a zone.
import { plainDigits } from './money-text.ts'

export type Day = string
export type Range = { from: Day; to: Day }
export const presets = ['today', 'yesterday', 'week', 'month'] as const
export type Preset = (typeof presets)[number]

/** The day it is here. */
export function todayOf(now: Date): Day {
  return dayOf(now.getFullYear(), now.getMonth() + 1, now.getDate()) as Day
}

/** The day, or null where the calendar has none such. */
export function dayOf(year: number, month: number, day: number): Day | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  const real =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    year >= 1000 &&
    year <= 9999
  return real ? date.toISOString().slice(0, 10) : null
}

/** The evening of a day, here: what is promised for a day is promised for the end of its work. */
export function eveningOf(day: Day): string {
  return new Date(`${day}T18:00:00`).toISOString()
}

export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

/** The same day of another month, or that month's last. */
export function addMonths(day: Day, count: number): Day {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + count, 1))
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, last))
  return first.toISOString().slice(0, 10)
}

/** 1 is Monday, 7 Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** The six weeks that show a day's month, each from Monday to Sunday. */
export function weeksOf(day: Day): Day[][] {
  const first = `${day.slice(0, 7)}-01`
  const start = addDays(first, 1 - weekdayOf(first))
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, index) => addDays(start, week * 7 + index)),
  )
}

export function rangeOf(preset: Preset, today: Day): Range {
  if (preset === 'today') return { from: today, to: today }
  if (preset === 'yesterday') return { from: addDays(today, -1), to: addDays(today, -1) }
  if (preset === 'week') return { from: addDays(today, -6), to: today }
  return { from: `${today.slice(0, 7)}-01`, to: today }
}

const spoken: Record<string, number> = {
  today: 0,
  今天: 0,
  今日: 0,
  yesterday: -1,
  昨天: -1,
  昨日: -1,
  tomorrow: 1,
  明天: 1,
  后天: 2,
  前天: -2,
}
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * Reads a day: `2026-11-23`, `20261123`, `2026年11月23日`, `23 Nov`, `today`, `昨天`, `+3`. Two numbers alone are month and day
 * where Chinese is written, day and month where English is. Null when it is none.
 */
export function parseDay(text: string, today: Day, language: 'zh' | 'en'): Day | null {
  const plain = plainDigits(text).trim().toLowerCase()
  const days = spoken[plain]
  if (days !== undefined) return addDays(today, days)
  if (/^[+-]\d{1,4}$/.test(plain)) return addDays(today, Number(plain))
  const year = Number(today.slice(0, 4))
  return (
    fullDay(plain) ??
    chineseDay(plain, year) ??
    namedDay(plain, year) ??
    shortDay(plain, year, language)
  )
}

function fullDay(text: string): Day | null {
  const match =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  return match && dayOf(Number(match[1]), Number(match[2]), Number(match[3]))
}

function chineseDay(text: string, year: number): Day | null {
  const match = /^(?:(\d{4}) *年 *)?(\d{1,2}) *月 *(\d{1,2}) *[日号]?$/.exec(text)
  return match && dayOf(Number(match[1] ?? year), Number(match[2]), Number(match[3]))
}

function namedDay(text: string, year: number): Day | null {
  const match =
    /^(\d{1,2})[ .-]*([a-z]{3,9})\.?[ ,.-]*(\d{4})?$/.exec(text) ??
    swapped(/^([a-z]{3,9})\.?[ .-]*(\d{1,2})(?:[ ,.-]+(\d{4}))?$/.exec(text))
  if (!match) return null
  const month = months.findIndex((name) => match[2]?.startsWith(name)) + 1
  return dayOf(Number(match[3] ?? year), month, Number(match[1]))
}

function swapped(match: RegExpExecArray | null): (string | undefined)[] | null {
  return match && [match[0], match[2], match[1], match[3]]
}

function shortDay(text: string, year: number, language: 'zh' | 'en'): Day | null {
  const match = /^(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}))?$/.exec(text)
  if (!match) return null
  const [first, second] = [Number(match[1]), Number(match[2])]
  const [month, day] = language === 'zh' ? [first, second] : [second, first]
  return dayOf(Number(match[3] ?? year), month, day)
}
