// What was placed in each hour, gathered into steps of a chart by the reader's own clock. Pure.
import type { Answered } from '../../src/outside/client/index.ts'

export type Overview = Answered<'GET /api/orders/overview'>
export type Hour = Overview['hours'][number]
/** A step of the chart: from its first moment up to the next one's. */
export type Step = {
  from: Date
  to: Date
  orders: number
  /** Currency → minor units. */
  totals: Readonly<Record<string, number>>
}
export type Size = 'day' | 'hour'

const shownDays = 14
const shownHours = 48

/** The last 14 days, or the last 48 hours, those without an order too. */
export function stepsOf(hours: readonly Hour[], size: Size, now: Date): Step[] {
  const count = size === 'day' ? shownDays : shownHours
  const edges = Array.from({ length: count + 1 }, (_, index) => edge(now, size, index - count + 1))
  const steps = edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1] as Date
    return { from, to, ...sumOf(hours.filter((hour) => isWithin(hour, from, to))) }
  })
  return steps
}

function isWithin({ hour }: Hour, from: Date, to: Date): boolean {
  const at = Date.parse(hour)
  return at >= from.getTime() && at < to.getTime()
}

/** The beginning of a local day or hour, so many after that of now; days of 23 hours are days too. */
function edge(now: Date, size: Size, later: number): Date {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()]
  if (size === 'day') return new Date(year, month, day + later)
  const hour = new Date(year, month, day, now.getHours())
  return new Date(hour.getTime() + later * 3_600_000)
}

export function sumOf(hours: readonly Hour[]): Pick<Step, 'orders' | 'totals'> {
  const totals: Record<string, number> = {}
  let orders = 0
  for (const { currency, total, orders: count } of hours) {
    orders += count
    totals[currency] = (totals[currency] ?? 0) + total
  }
  return { orders, totals }
}

/** The currencies of these hours, the one of most orders first. */
export function currenciesOf(hours: readonly Hour[]): string[] {
  const counts = new Map<string, number>()
  for (const { currency, orders } of hours)
    counts.set(currency, (counts.get(currency) ?? 0) + orders)
  return [...counts].sort(([, a], [, b]) => b - a).map(([currency]) => currency)
}

/** `2026-11-23` on the reader's calendar, as lists take it. */
export function localDay(date: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Where the orders of a step stand. */
export function searchOf({ from, to }: Pick<Step, 'from' | 'to'>, size: Size) {
  // The list takes the last day whole, and moments as they are.
  const last = new Date(to.getTime() - 1)
  return size === 'day'
    ? { from: localDay(from), to: localDay(last) }
    : { from: from.toISOString(), to: to.toISOString() }
}
