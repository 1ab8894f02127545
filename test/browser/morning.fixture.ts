// What both mornings in the rooms beside the desk stand on: a company with two lists of its own that are long enough for a run,
// an order book with a broken row for each language, and papers that are read back.
import { buffer } from 'node:stream/consumers'
import type { Browser, Page } from 'playwright-core'
import { readPdf } from '../../src/base/papers/reading.fixture.ts'
import { postMovements } from '../../src/ground/stock/index.ts'
import { cause, placeMany } from '../desk.ts'
import { type House, openHouse, smallOrder } from '../house.ts'
import { builtConsole } from './build.ts'
import { openCompany } from './company.ts'
import { type Language, openConsole, type Wanted } from './open.ts'

/** Orders of a channel: more than are done at once, so that they go as a run. */
export const many = 105
export const channelOf: Record<Language, string> = { zh: 'market', en: 'fair' }

/** A day of its own: a house with the company in it, and its console opened; `wanted` says by whom and in which language. */
export async function openDay(browser: Browser, wanted: Wanted) {
  const house = await openHouse({ consoleFolder: await builtConsole() })
  const company = await openCompany(house)
  const opened = await openConsole(browser, house.url, wanted)
  /** The order as the server has it. */
  const orderOf = (id: string) => house.client.call('GET /api/orders/{id}', { params: { id } })
  return { house, company, opened, orderOf }
}
export type Day = Awaited<ReturnType<typeof openDay>>

/** A company with `many` untouched orders for each language. */
export async function openMorning() {
  const house = await openHouse({ consoleFolder: await builtConsole() })
  const company = await openCompany(house)
  await giveTea(house, 2_000)
  for (const channel of Object.values(channelOf))
    await placeMany(house.database, many, { ...smallOrder(), channel })
  return { house, company }
}

/** Tea for as many orders as a test makes. */
export async function giveTea({ database }: House, quantity: number): Promise<void> {
  const found = { cause: 'found', reference: null, quantity }
  await database.begin((tx) =>
    postMovements(tx, [{ sku: 'TEA', location: 'MAIN', ...found }], cause),
  )
}

/** An order book of two invoices; the quantity of row 3 is none. Each language has invoices of its own. */
export function bookOf(language: Language): { name: string; text: string } {
  const first = language === 'zh' ? 700_100 : 700_200
  const rows = [
    'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
    `${first},CUP,A CUP,2,2026-01-03 10:00,2.50,17850,United Kingdom`,
    `${first + 1},CUP,A CUP,six,2026-01-03 10:05,2.50,17850,United Kingdom`,
  ]
  return { name: `book-${language}.csv`, text: `${rows.join('\n')}\n` }
}

/** How many pieces lie there. */
export async function onHand({ client }: House, sku: string, location: string): Promise<number> {
  const { items } = await client.call('GET /api/stock', { query: { sku } })
  return items.find((level) => level.location === location)?.onHand ?? 0
}

/** What stands on the PDF that `open` has the browser download: all its text, without blanks. */
export async function downloadedText(page: Page, open: () => Promise<void>): Promise<string> {
  const coming = page.waitForEvent('download')
  await open()
  const bytes = await buffer(await (await coming).createReadStream())
  return (await readPdf(bytes)).map(({ text }) => text).join('\n')
}
