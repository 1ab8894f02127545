// Small order books for tests, and the steps around them.

import { migratedDatabase } from '../../../test/database.ts'
import { type Database, openDatabase } from '../../base/platform/index.ts'
import { keepDocument } from './documents.sql.ts'
import { type ImportOptions, importDocument } from './import.ts'
import { proveImport } from './report.ts'

/** A row of a book with what a test does not care about filled in. */
export type MadeRow = {
  invoice?: string
  code?: string
  description?: string
  quantity?: number | string
  at?: string
  price?: string
  customer?: string
  country?: string
}

const head = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'

export function csvOf(rows: readonly MadeRow[]): Buffer {
  const lines = rows.map((row) =>
    [
      row.invoice ?? '500001',
      row.code ?? 'CUP',
      row.description ?? 'A CUP',
      row.quantity ?? 1,
      row.at ?? '2011-01-03 10:00',
      row.price ?? '2.50',
      row.customer ?? '17850',
      row.country ?? 'United Kingdom',
    ].join(','),
  )
  return Buffer.from(`${[head, ...lines].join('\n')}\n`)
}

export async function openBooks() {
  const fresh = await migratedDatabase()
  const database = openDatabase(fresh.url, { size: 4 })
  return {
    url: fresh.url,
    database,
    close: async () => {
      await database.close()
      await fresh.drop()
    },
  }
}

/** Imports a file as the command line does, and answers what became of it. */
export async function importBytes(
  database: Database,
  bytes: Buffer,
  options: Partial<ImportOptions> = {},
) {
  const cause = { by: 'test', command: 'test', at: new Date() }
  const file = {
    bytes,
    kind: 'order_book',
    name: 'book.csv',
    media: 'text/csv',
    origin: 'command',
    currency: 'GBP',
  } as const
  const { document } = await database.begin((tx) => keepDocument(tx, file, cause))
  const read = await importDocument(database, document.id, { by: 'test', ...options })
  const proof = await database.read((tx) => proveImport(tx, read))
  return { document: read, proof }
}
