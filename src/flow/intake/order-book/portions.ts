import type { Cell } from '../../../base/tables/index.ts'
import type { Fault, Portion } from '../reader.ts'
import { bookChunk } from './book-chunk.ts'
import { bookColumns } from './columns.ts'
import { readHeader, readOrderBookRow } from './read.ts'
import { rowAmount } from './repairs.ts'
import { lastRowOf, rowsBehind, type Stretch } from './stretches.ts'

export async function* portionsOf(chunks: AsyncIterable<Stretch[]>): AsyncGenerator<Portion> {
  for await (const chunk of chunks) yield portionOf(chunk)
}

/** Stretches that are booked together. */
export function portionOf(chunk: readonly Stretch[]): Portion {
  const rows = chunk.flatMap((stretch) => stretch.rows)
  return {
    rows: rows.length,
    sum: rows.reduce((sum, row) => sum + (rowAmount(row) ?? 0), 0),
    lastRow: lastRowOf(chunk),
    book: (tx, booking, bookedTo) => bookChunk(tx, rowsBehind(chunk, bookedTo), booking),
  }
}

const header = readHeader({ row: 1, cells: [...bookColumns] })

/** A row of an invoice that is booked already becomes an order or return of its own. */
export function judgeRow(row: number, cells: Readonly<Record<string, Cell>>): Portion | Fault {
  const values = bookColumns.map((column) => cells[column] ?? null)
  const read = readOrderBookRow(header, { row, cells: values })
  if (read.kind === 'repair') return read.reasons[0]
  return portionOf([{ invoice: read.invoice, rows: [read] }])
}
