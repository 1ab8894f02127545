import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database, Tx } from '../../base/platform/index.ts'
import { readTable, TableProblem } from '../../base/tables/index.ts'
import { type BookedChunk, bookChunk } from './book-chunk.ts'
import type { Booking } from './booking.ts'
import {
  bytesOf,
  type Document,
  documentById,
  failDocument,
  finishDocument,
  lockDocument,
  moveBookedTo,
  reopenDocument,
  turnDocument,
} from './documents.sql.ts'
import { type OrderBookRow, readOrderBook } from './order-book.ts'
import { rowAmount } from './repairs.ts'
import { chunksOf, lastRowOf, type Stretch, stretchesOf } from './stretches.ts'

export type ImportOptions = {
  by: string
  signal?: AbortSignal
  /** Whether to go on with a document that somebody stopped; else it is left alone. */
  resume?: boolean
  /** Called after each chunk with the number of rows that are booked by now. */
  onProgress?: (rows: number) => void
  /** How stretches are gathered for one transaction. */
  gather?: (stretches: AsyncIterable<Stretch>) => AsyncIterable<Stretch[]>
  /** The location whose shelf returned goods go back on. */
  restockAt?: string
  /** Days that a chunk is moved by beyond the document's own, to close a gap of its book. */
  movedMore?: (chunk: readonly Stretch[]) => number
  /** When a chunk is booked; now when absent. */
  at?: (chunk: readonly Stretch[]) => Date
  /** What the book does not know of its buyers. */
  buyer?: Booking['buyer']
  /** When its orders were promised to leave. */
  promise?: Booking['promise']
  /** More to do in the transaction of a chunk. */
  beforeChunk?: (tx: Tx, chunk: readonly Stretch[]) => Promise<void>
  afterChunk?: (tx: Tx, chunk: readonly Stretch[], booked: BookedChunk) => Promise<void>
}

/**
 * Reads a kept document to its end and books it chunk by chunk, each chunk in one transaction with how far it got, so that
 * whoever is interrupted goes on behind the last one. A document that is read already is left alone, and so is one that
 * somebody stopped, before or meanwhile. A file that cannot be read ends as `failed` with the problem; what was booked before
 * it stays. An abort throws the signal's reason.
 */
export async function importDocument(
  database: Database,
  id: string,
  options: ImportOptions,
): Promise<Document> {
  const document = await database.begin(async (tx) => {
    const locked = await lockDocument(tx, id)
    if (locked.state === 'failed') await reopenDocument(tx, locked)
    if (locked.state !== 'stopped' || !options.resume) return locked
    return await turnDocument(tx, locked, 'reading', {
      by: options.by,
      command: id,
      at: new Date(),
    })
  })
  if (document.state === 'done' || document.state === 'stopped') return document
  try {
    const tally = { rows: 0, sum: 0 }
    // Where it was stopped it has no end, even if somebody lets it go on at this very moment.
    const ended = await bookFile(database, document, tally, options)
    if (ended)
      await ending(database, document, options, (tx, locked, cause) =>
        finishDocument(tx, locked, { rowsIn: tally.rows, sumFile: tally.sum }, cause),
      )
  } catch (error) {
    if (!(error instanceof TableProblem)) throw error
    const { code, params, place } = error
    await ending(database, document, options, (tx, locked, cause) =>
      failDocument(tx, locked, { code, params, place }, cause),
    )
  }
  return (await database.read((tx) => documentById(tx, id))) as Document
}

/** Two processes may have read the same file: the first one to finish wins. One that was stopped has no end. */
async function ending(
  database: Database,
  { id }: Document,
  { by }: ImportOptions,
  end: (tx: Tx, locked: Document, cause: Booking['cause']) => Promise<void>,
): Promise<void> {
  await database.begin(async (tx) => {
    const locked = await lockDocument(tx, id)
    if (locked.state === 'reading') await end(tx, locked, { by, command: id, at: new Date() })
  })
}

type Tally = { rows: number; sum: number }

/** Books what the file holds. Answers false where somebody stopped it. */
async function bookFile(
  database: Database,
  document: Document,
  tally: Tally,
  options: ImportOptions,
): Promise<boolean> {
  const { signal, onProgress, gather = chunksOf } = options
  const folder = await mkdtemp(join(tmpdir(), 'throughline-import-'))
  try {
    const path = join(folder, 'book')
    await writeFile(path, await database.read((tx) => bytesOf(tx, document.id)))
    const rows = counted(readOrderBook(readTable(path, signal && { signal })), tally)
    for await (const chunk of ahead(gather(stretchesOf(rows)))) {
      signal?.throwIfAborted()
      const isNew = lastRowOf(chunk) > document.bookedTo
      if (isNew && !(await bookOne(database, document, chunk, options))) return false
      onProgress?.(lastRowOf(chunk) - 1)
    }
    return true
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Books what no transaction before it has booked. Answers false where somebody stopped the document. */
async function bookOne(
  database: Database,
  { id, currency, movedDays }: Document,
  chunk: readonly Stretch[],
  options: ImportOptions,
): Promise<boolean> {
  const { by, at = () => new Date(), movedMore = () => 0, beforeChunk, afterChunk } = options
  const { restockAt, buyer, promise } = options
  return await database.begin(async (tx) => {
    const { bookedTo, state } = await lockDocument(tx, id)
    if (state === 'stopped') return false
    const rest = chunk
      .map(({ invoice, rows }) => ({ invoice, rows: rows.filter(({ row }) => row > bookedTo) }))
      .filter(({ rows }) => rows.length > 0)
    if (rest.length === 0) return true
    const booking: Booking = {
      documentId: id,
      currency,
      movedDays: movedDays + movedMore(chunk),
      cause: { by, command: id, at: at(chunk) },
      ...(restockAt !== undefined && { restockAt }),
      ...(buyer !== undefined && { buyer }),
      ...(promise !== undefined && { promise }),
    }
    await beforeChunk?.(tx, rest)
    const booked = await bookChunk(tx, rest, booking)
    await afterChunk?.(tx, rest, booked)
    await moveBookedTo(tx, id, lastRowOf(rest))
    return true
  })
}

async function* counted(rows: AsyncIterable<OrderBookRow>, tally: Tally) {
  for await (const row of rows) {
    tally.rows++
    tally.sum += rowAmount(row) ?? 0
    yield row
  }
}

/** Reads one item ahead, so that the file is parsed while the database works. */
async function* ahead<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const items = source[Symbol.asyncIterator]()
  let next = items.next()
  try {
    for (;;) {
      const { value, done } = await next
      if (done) return
      next = items.next()
      // Its failure is met when it is asked for; unasked, it must not end the process.
      next.catch(() => {})
      yield value
    }
  } finally {
    await next.catch(() => {})
    await items.return?.()
  }
}
