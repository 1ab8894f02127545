// The example order book as the demo company knows it: in days, moved to this month, and with whom it was sold to.
import type { TableChunk } from '../../base/tables/index.ts'
import {
  type Document,
  type Known,
  type OrderBookRow,
  type Portion,
  portionOf,
  readOrderBook,
  type Stretch,
  stretchesOf,
} from '../../flow/intake/index.ts'
import { demoBuyer } from './buyers.ts'
import type { Day } from './day.ts'
import { demoPromise } from './plan.ts'

export const lastDayOfBook = Date.UTC(2011, 0, 9)
export const dayMs = 86_400_000
/** The book's company kept Christmas until 3 January: a company to look at has no weeks without orders. */
const holidays = { from: Date.UTC(2010, 11, 24), days: 11 }
const daysWithoutSupply = 7
const daysRemembered = 14

/** How a day of the book is booked, and what else happens on it. */
type Live = (day: Day, chunk: readonly Stretch[]) => Portion['book']

/** The book in whole days, for a day is a transaction. */
export async function* inDays(
  table: AsyncIterable<TableChunk>,
  { movedDays }: Document,
  live: Live,
): AsyncGenerator<Portion> {
  for await (const chunk of byDay(stretchesOf(readOrderBook(table)))) {
    const date = (dateOf(chunk[0] as Stretch) ?? 0) * dayMs
    const moved = (movedDays + closedDays(date)) * dayMs
    const known = chunk.map((stretch) => ({
      ...stretch,
      rows: stretch.rows.map((row) => asKnown(row, moved)),
    }))
    yield { ...portionOf(known), book: live(dayOf(date, moved), known) }
  }
}

async function* byDay(stretches: AsyncIterable<Stretch>): AsyncGenerator<Stretch[]> {
  let day: Stretch[] = []
  for await (const stretch of stretches) {
    if (day[0] && dateOf(day[0]) !== dateOf(stretch)) {
      yield day
      day = []
    }
    day.push(stretch)
  }
  if (day.length > 0) yield day
}

function dateOf({ rows }: Stretch): number | null {
  const first = rows.find((row) => row.kind !== 'repair')
  return first ? Math.floor(first.at.getTime() / dayMs) : null
}

function dayOf(date: number, moved: number): Day {
  return {
    date: new Date(date + moved),
    last: date === lastDayOfBook,
    supplyStopped: date > lastDayOfBook - daysWithoutSupply * dayMs,
    longAgo: date < lastDayOfBook - daysRemembered * dayMs,
  }
}

/** By how many days the dates before the holidays move up to those behind them. */
function closedDays(date: number): number {
  return date < holidays.from ? holidays.days : 0
}

function asKnown(row: OrderBookRow, moved: number): OrderBookRow {
  if (row.kind === 'repair') return row
  const at = new Date(row.at.getTime() + moved)
  const known: Known = {
    buyer: demoBuyer(row),
    promisedFor: demoPromise(row, at),
    restockAt: 'MAIN',
  }
  return { ...row, at, known }
}
