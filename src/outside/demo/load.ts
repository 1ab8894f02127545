import { readFile } from 'node:fs/promises'
import type { Database, Tx } from '../../base/platform/index.ts'
import {
  anyDocument,
  type Document,
  importDocument,
  keepDocument,
  type Stretch,
} from '../../flow/intake/index.ts'
import { type Price, savePrices, variantsPage } from '../../ground/catalog/index.ts'
import { locations } from '../../ground/stock/index.ts'
import { demoBuyer } from './buyers.ts'
import { demoPriceList, foundCompany } from './company.ts'
import { clock, type Day, evening, morning, type UnderWay } from './day.ts'
import { by } from './floor.ts'
import { demoPromise } from './plan.ts'
import { resumeWork } from './resume.ts'

const book = new URL('../../../examples/online-retail-2010-12.xlsx', import.meta.url)
const lastDayOfBook = Date.UTC(2011, 0, 9)
const dayMs = 86_400_000
/** The company of the book was closed from Christmas to 3 January. The demo skips these days, so that no week is without orders. */
const holidays = { from: Date.UTC(2010, 11, 24), days: 11 }
const daysWithoutSupply = 7
const daysRemembered = 14

export type DemoOptions = { onProgress?: (rows: number) => void; signal?: AbortSignal }

/**
 * Makes the demo company on an empty database: the example order book, with its last day moved to yesterday and its holidays skipped,
 * each day run through the flow. A day is one transaction, so that an interrupted load continues with the next day. Answers whether
 * there was anything to do. Does not touch a database with other data.
 */
export async function loadDemo(
  database: Database,
  now: Date,
  { onProgress, signal }: DemoOptions = {},
): Promise<boolean> {
  const document = await openDemo(database, now)
  if (!document) return false
  await runDays(database, document, {
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
  })
  return true
}

/** The demo's document when there is work to do: made on an empty database, or left unfinished by an earlier start. */
async function openDemo(database: Database, now: Date): Promise<Document | null> {
  const earlier = await database.read(anyDocument)
  if (earlier) return earlier.origin === 'demo' && earlier.state !== 'done' ? earlier : null
  if (!(await database.read(isEmpty))) return null
  const bytes = await readFile(book)
  const yesterday = Math.floor(now.getTime() / dayMs) * dayMs - dayMs
  const movedDays = (yesterday - lastDayOfBook) / dayMs
  const cause = { by, command: 'demo', at: now }
  return await database.begin(async (tx) => {
    await foundCompany(tx, cause)
    const kept = await keepDocument(
      tx,
      {
        bytes,
        movedDays,
        name: 'online-retail-2010-12.xlsx',
        media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        origin: 'demo',
        currency: 'GBP',
      },
      cause,
    )
    return kept.document
  })
}

async function isEmpty(tx: Tx): Promise<boolean> {
  const variants = await variantsPage(tx, { after: '', limit: 1, q: null })
  return variants.length === 0 && (await locations(tx)).length === 0
}

async function runDays(
  database: Database,
  document: Document,
  { onProgress, signal }: DemoOptions,
): Promise<void> {
  let underWay = await resumeWork(database, document)
  let next: UnderWay = underWay
  const priced = new Set<string>()
  await importDocument(database, document.id, {
    by,
    ...(signal && { signal }),
    gather: byDay,
    restockAt: 'MAIN',
    buyer: demoBuyer,
    promise: demoPromise,
    movedMore: (chunk) => closedDays((dateOf(chunk[0] as Stretch) ?? 0) * dayMs),
    at: (chunk) => clock(dayOf(chunk, document), 17),
    beforeChunk: async (tx, chunk) => {
      next = await morning(tx, dayOf(chunk, document), chunk, underWay)
    },
    afterChunk: async (tx, chunk, booked) => {
      const day = dayOf(chunk, document)
      next = await evening(tx, day, booked, next)
      await priceGoods(tx, chunk, priced, clock(day, 19))
    },
    onProgress: (rows) => {
      underWay = next
      onProgress?.(rows)
    },
  })
}

function dateOf({ rows }: Stretch): number | null {
  const first = rows.find((row) => row.kind !== 'repair')
  return first ? Math.floor(first.at.getTime() / dayMs) : null
}

/** Whole days, because a day is a transaction. */
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

function dayOf(chunk: readonly Stretch[], { movedDays }: Document): Day {
  const date = (dateOf(chunk[0] as Stretch) ?? 0) * dayMs
  return {
    date: new Date(date + (movedDays + closedDays(date)) * dayMs),
    last: date === lastDayOfBook,
    supplyStopped: date > lastDayOfBook - daysWithoutSupply * dayMs,
    longAgo: date < lastDayOfBook - daysRemembered * dayMs,
  }
}

/** By how many days the dates before the holidays move up to those behind them. */
function closedDays(date: number): number {
  return date < holidays.from ? holidays.days : 0
}

/** The list's price is what the goods were first sold for. */
async function priceGoods(
  tx: Tx,
  chunk: readonly Stretch[],
  priced: Set<string>,
  at: Date,
): Promise<void> {
  const batch: Price[] = []
  for (const { rows } of chunk)
    for (const row of rows) {
      if (row.kind !== 'line' || row.unitPrice === 0 || priced.has(row.sku)) continue
      priced.add(row.sku)
      batch.push({ sku: row.sku, priceList: demoPriceList, amount: row.unitPrice })
    }
  await savePrices(tx, batch, { by, command: 'demo', at })
}
