/**
 * The reader of order books: one row for each line of an invoice, as a spreadsheet exports them. An invoice becomes an order,
 * a credit note a return, a row without price and buyer a movement of stock; what cannot be understood waits to be repaired.
 */
import type { Reader } from '../reader.ts'
import { bookColumns } from './columns.ts'
import { faults } from './faults.ts'
import { judgeRow, portionsOf } from './portions.ts'
import { readOrderBook } from './read.ts'
import { chunksOf, stretchesOf } from './stretches.ts'
import { bookChannel, bookCurrency } from './unsaid.ts'

export const orderBook = {
  channel: bookChannel,
  currency: bookCurrency,
  columns: bookColumns,
  read: (table) => portionsOf(chunksOf(stretchesOf(readOrderBook(table)))),
  judge: judgeRow,
  faults,
} as const satisfies Reader

export { type BookedChunk, bookChunk } from './book-chunk.ts'
export { portionOf } from './portions.ts'
export { type OrderBookEntry, type OrderBookRow, readOrderBook } from './read.ts'
export { type Stretch, stretchesOf } from './stretches.ts'
export type { Buyer, Known } from './unsaid.ts'
