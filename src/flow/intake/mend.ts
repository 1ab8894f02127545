import { type Cause, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import type { Cell } from '../../base/tables/index.ts'
import { bookChunk } from './book-chunk.ts'
import { bookColumns, type OrderBookColumn } from './columns.ts'
import { lockDocument, noteMended } from './documents.sql.ts'
import { type OrderBookRow, readHeader, readOrderBookRow } from './order-book.ts'
import { dropRepair, lockRepair, type MendedRow, signMended } from './rows.sql.ts'

const header = readHeader({ row: 1, cells: [...bookColumns] })

/**
 * Puts a row of the repair list right: the given cells replace those that came, and the row is judged again by the same rules
 * and booked. A row of an invoice that is booked already becomes an order or return of its own. Refuses `not_found`,
 * `row_not_understood` (the first fault and its column; nothing is changed). What is understood and cannot be booked stays on
 * the list with its new reason.
 */
export async function mendRow(
  tx: Tx,
  { documentId, row }: { documentId: string; row: number },
  cells: Partial<Record<OrderBookColumn, Cell>>,
  cause: Cause,
): Promise<MendedRow | Refusal> {
  const repair = await lockRepair(tx, documentId, row)
  if (!repair) return refuse('not_found')
  const merged: Record<string, Cell> = { ...repair.cells, ...cells }
  const values = bookColumns.map((column) => merged[column] ?? null)
  const read = readOrderBookRow(header, { row, cells: values })
  if (read.kind === 'repair') return notUnderstood(read)
  const document = await lockDocument(tx, documentId)
  const { currency, movedDays } = document
  await dropRepair(tx, documentId, row)
  const stretch = { invoice: read.invoice, rows: [read] }
  await bookChunk(tx, [stretch], { documentId, currency, movedDays, cause })
  const mended = await signMended(tx, documentId, row, cause)
  const more = (mended.amount ?? 0) - (repair.amount ?? 0)
  await noteMended(tx, document, { row, kind: mended.kind, more }, cause)
  return mended
}

function notUnderstood({ reasons }: Extract<OrderBookRow, { kind: 'repair' }>): Refusal {
  const { code, params, column } = reasons[0]
  return refuse('row_not_understood', { reason: code, column, ...params }, `/cells/${column}`)
}
