import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Cause, Database, Tx } from '../../base/platform/index.ts'
import { readTable, TableProblem } from '../../base/tables/index.ts'
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
import type { Portion, Reader } from './reader.ts'
import { readers } from './readers.ts'

export type ImportOptions = {
  by: string
  signal?: AbortSignal
  /** Whether to go on with a document that somebody stopped; else it is left alone. */
  resume?: boolean
  /** Called after each portion with the number of rows that are booked by now. */
  onProgress?: (rows: number) => void
  /** How the file is read and booked; as its kind is when absent. */
  read?: Reader['read']
}

/**
 * Reads a kept document to its end and books it portion by portion, each in one transaction with how far it got, so that
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
    // Where it was stopped it has no end, even if somebody lets it go on at this very moment.
    const held = await bookFile(database, document, options)
    if (held)
      await ending(database, document, options, (tx, locked, cause) =>
        finishDocument(tx, locked, held, cause),
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
  end: (tx: Tx, locked: Document, cause: Cause) => Promise<void>,
): Promise<void> {
  await database.begin(async (tx) => {
    const locked = await lockDocument(tx, id)
    if (locked.state === 'reading') await end(tx, locked, { by, command: id, at: new Date() })
  })
}

/** Books what the file holds and answers how much that is; null where somebody stopped it. */
async function bookFile(
  database: Database,
  document: Document,
  options: ImportOptions,
): Promise<{ rowsIn: number; sumFile: number } | null> {
  const { signal, onProgress, read = readers[document.kind].read } = options
  const held = { rowsIn: 0, sumFile: 0 }
  const folder = await mkdtemp(join(tmpdir(), 'throughline-import-'))
  try {
    const path = join(folder, 'document')
    await writeFile(path, await database.read((tx) => bytesOf(tx, document.id)))
    for await (const portion of ahead(read(readTable(path, signal && { signal })))) {
      signal?.throwIfAborted()
      const isNew = portion.lastRow > document.bookedTo
      if (isNew && !(await bookOne(database, document, portion, options))) return null
      held.rowsIn += portion.rows
      held.sumFile += portion.sum
      onProgress?.(portion.lastRow - 1)
    }
    return held
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Books what no transaction before it has booked. Answers false where somebody stopped the document. */
async function bookOne(
  database: Database,
  { id, currency }: Document,
  portion: Portion,
  { by }: ImportOptions,
): Promise<boolean> {
  return await database.begin(async (tx) => {
    const { bookedTo, state } = await lockDocument(tx, id)
    if (state === 'stopped') return false
    if (portion.lastRow <= bookedTo) return true
    const cause = { by, command: id, at: new Date() }
    await portion.book(tx, { documentId: id, currency, cause }, bookedTo)
    await moveBookedTo(tx, id, portion.lastRow)
    return true
  })
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
