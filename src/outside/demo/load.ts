import { readFile } from 'node:fs/promises'
import type { Database, Tx } from '../../base/platform/index.ts'
import {
  anyDocument,
  bookChunk,
  type Document,
  importDocument,
  keepDocument,
  type Stretch,
} from '../../flow/intake/index.ts'
import { type Price, savePrices, variantsPage } from '../../ground/catalog/index.ts'
import { locations } from '../../ground/stock/index.ts'
import { dayMs, inDays, lastDayOfBook } from './book.ts'
import { demoPriceList, foundCompany } from './company.ts'
import { clock, evening, morning, type UnderWay } from './day.ts'
import { by } from './floor.ts'
import { resumeWork } from './resume.ts'

const book = new URL('../../../examples/online-retail-2010-12.xlsx', import.meta.url)

export type DemoOptions = { onProgress?: (rows: number) => void; signal?: AbortSignal }

/**
 * Makes the demo company on an empty database: the example order book, its last day moved to yesterday and its holidays
 * closed, each day run through the flow. A day is one transaction, so that a load that was interrupted goes on with the next
 * day. Answers whether there was anything to do; a database that holds something else is left alone.
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
        kind: 'order_book',
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
    read: (table) =>
      inDays(table, document, (day, chunk) => async (tx, booking) => {
        const begun = await morning(tx, day, chunk, underWay)
        const cause = { ...booking.cause, at: clock(day, 17) }
        const booked = await bookChunk(tx, chunk, { ...booking, cause })
        next = await evening(tx, day, booked, begun)
        await priceGoods(tx, chunk, priced, clock(day, 19))
      }),
    onProgress: (rows) => {
      underWay = next
      onProgress?.(rows)
    },
  })
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
