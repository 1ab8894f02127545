import { sql, type Tx } from '../../base/platform/index.ts'
import type { Cell } from '../../base/tables/index.ts'

/** Why a row must be looked at: a code, the values a message needs, and the column where one is to blame. */
export type RowReason = {
  code: string
  params: Record<string, string | number | boolean | null>
  column: string | null
}

/** What one row of a document became. */
export type BookedRow = {
  row: number
  kind: 'line' | 'return' | 'charge' | 'movement' | 'repair'
  amount: number | null
  orderId?: string
  line?: number
  returnId?: string
  location?: string
  customer?: string | null
  sku?: string
  reasons?: RowReason[]
  cells?: Record<string, Cell>
}

/** Writes what rows became. The primary key sees to it that no row becomes two things. */
export async function insertRows(
  tx: Tx,
  documentId: string,
  rows: readonly BookedRow[],
): Promise<void> {
  if (rows.length === 0) return
  await tx.run(sql`
    insert into intake.rows (document_id, row, kind, amount, order_id, line, return_id, location, customer, sku, reasons,
      cells)
    select ${documentId}, row, kind, amount, "orderId", line, "returnId", location, customer, sku, reasons, cells
    from json_to_recordset(${JSON.stringify(rows)}::json) as new(row int, kind text, amount bigint, "orderId" text,
      line int, "returnId" text, location text, customer text, sku text, reasons jsonb, cells jsonb)`)
}

/** Takes a repair off the list, for it is about to become something else in this transaction. */
export async function dropRepair(tx: Tx, documentId: string, row: number): Promise<void> {
  await tx.run(sql`
    delete from intake.rows where document_id = ${documentId} and row = ${row} and kind = 'repair'`)
}

/** Says who put a row right, and answers what it became. */
export async function signMended(
  tx: Tx,
  documentId: string,
  row: number,
  { by, at }: { by: string; at: Date },
): Promise<MendedRow> {
  const [found] = await tx.rows<MendedRow>(sql`
    update intake.rows set mended_by = ${by}, mended_at = ${at}
    where document_id = ${documentId} and row = ${row}
    returning row, kind, amount, order_id as "orderId", return_id as "returnId", location, reasons`)
  if (!found) throw new Error(`row ${row} of ${documentId} was put right and became nothing`)
  return found
}

export type MendedRow = {
  row: number
  kind: BookedRow['kind']
  amount: number | null
  orderId: string | null
  returnId: string | null
  location: string | null
  reasons: RowReason[] | null
}

export type Counts = Record<BookedRow['kind'] | 'rows' | 'orders' | 'returns', number>

/** How many rows of a document became what, and how many orders and returns they are. */
export async function countRows(tx: Tx, documentId: string): Promise<Counts> {
  const [counts] = await tx.rows<Counts>(sql`
    select count(*) as rows, count(distinct order_id) as orders, count(distinct return_id) as returns,
      count(*) filter (where kind = 'line') as line, count(*) filter (where kind = 'return') as return,
      count(*) filter (where kind = 'charge') as charge, count(*) filter (where kind = 'movement') as movement,
      count(*) filter (where kind = 'repair') as repair
    from intake.rows where document_id = ${documentId}`)
  return counts as Counts
}

export async function sumRepairs(tx: Tx, documentId: string): Promise<number> {
  const [row] = await tx.rows<{ sum: number }>(sql`
    select coalesce(sum(amount), 0)::bigint as sum from intake.rows
    where document_id = ${documentId} and kind = 'repair'`)
  return row?.sum ?? 0
}

/** The orders and returns that rows of a document became, after an id, in id order. */
export async function effectsAfter(
  tx: Tx,
  documentId: string,
  which: 'order' | 'return',
  { after, limit }: { after: string; limit: number },
): Promise<string[]> {
  const column = which === 'order' ? sql`order_id` : sql`return_id`
  const rows = await tx.rows<{ id: string }>(sql`
    select distinct ${column} as id from intake.rows
    where document_id = ${documentId} and ${column} > ${after} order by id limit ${limit}`)
  return rows.map(({ id }) => id)
}

export type Repair = {
  row: number
  amount: number | null
  reasons: RowReason[]
  cells: Record<string, Cell>
}

/** The rows of a document that a person must look at, in file order, after a row; for one reason only, where given. */
export async function repairsPage(
  tx: Tx,
  documentId: string,
  { after, limit, reason = null }: { after: number; limit: number; reason?: string | null },
): Promise<Repair[]> {
  return await tx.rows<Repair>(sql`
    select row, amount, reasons, cells from intake.rows
    where document_id = ${documentId} and kind = 'repair' and row > ${after}
      and (${reason}::text is null or reasons->0->>'code' = ${reason})
    order by row limit ${limit}`)
}

/** How many such rows there are for each reason that is named first, the most frequent first. */
export async function repairReasons(
  tx: Tx,
  documentId: string,
): Promise<{ code: string; column: string | null; rows: number }[]> {
  return await tx.rows(sql`
    select reasons->0->>'code' as code, reasons->0->>'column' as column, count(*) as rows
    from intake.rows where document_id = ${documentId} and kind = 'repair'
    group by 1, 2 order by 3 desc, 1, 2`)
}

/** One such row, locked. */
export async function lockRepair(
  tx: Tx,
  documentId: string,
  row: number,
): Promise<Repair | undefined> {
  const [found] = await tx.rows<Repair>(sql`
    select row, amount, reasons, cells from intake.rows
    where document_id = ${documentId} and row = ${row} and kind = 'repair' for update`)
  return found
}

/** The orders of a document, in id order. */
export async function ordersOf(tx: Tx, documentId: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select distinct order_id as id from intake.rows
    where document_id = ${documentId} and order_id is not null order by id`)
  return rows.map(({ id }) => id)
}
