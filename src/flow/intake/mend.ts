import { type Cause, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import type { Cell } from '../../base/tables/index.ts'
import { type Document, lockDocument, noteMended } from './documents.sql.ts'
import { type Fault, isFault } from './reader.ts'
import { readers } from './readers.ts'
import { dropRepair, lockRepair, type MendedRow, signMended } from './rows.sql.ts'

/**
 * Puts a row of the repair list right: the given cells replace those that came, and the row is judged again by the same rules
 * and booked. Refuses `not_found`, `row_not_understood` (the first fault and its column; nothing is changed). What is
 * understood and cannot be booked stays on the list with its new reason.
 */
export async function mendRow(
  tx: Tx,
  { document: { id, kind }, row }: { document: Document; row: number },
  cells: Record<string, Cell>,
  cause: Cause,
): Promise<MendedRow | Refusal> {
  const repair = await lockRepair(tx, id, row)
  if (!repair) return refuse('not_found')
  const judged = readers[kind].judge(row, { ...repair.cells, ...cells })
  if (isFault(judged)) return notUnderstood(judged)
  const document = await lockDocument(tx, id)
  await dropRepair(tx, id, row)
  await judged.book(tx, { documentId: id, currency: document.currency, cause }, 0)
  const mended = await signMended(tx, id, row, cause)
  const more = (mended.amount ?? 0) - (repair.amount ?? 0)
  await noteMended(tx, document, { row, kind: mended.kind, more }, cause)
  return mended
}

function notUnderstood({ code, params, column }: Fault): Refusal {
  return refuse('row_not_understood', { reason: code, column, ...params }, `/cells/${column}`)
}
