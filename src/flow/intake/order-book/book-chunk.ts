import { maxAmount, type Tx } from '../../../base/platform/index.ts'
import type { Booking } from '../reader.ts'
import { type BookedRow, insertRows } from '../rows.sql.ts'
import { bookMovements } from './book-movements.ts'
import { bookOrders, type InvoiceOrder } from './book-orders.ts'
import { bookReturns, type CreditNote } from './book-returns.ts'
import { type InvoiceRecord, insertInvoices, invoicesByReference } from './invoices.sql.ts'
import type { OrderBookEntry, OrderBookMovement, OrderBookRow } from './read.ts'
import { bookedRepair, unreadRepair } from './repairs.ts'
import type { Stretch } from './stretches.ts'
import { ensureVariants } from './variants.ts'

type Entry = Exclude<OrderBookRow, { kind: 'repair' }>

/** A stretch sorted by what its rows become. */
type Sorted = {
  reference: string
  firstRow: number
  order: InvoiceOrder['rows']
  note: CreditNote['rows']
  movements: OrderBookMovement[]
}

/** The orders that a chunk became. */
export type BookedChunk = { orderIds: string[] }

/**
 * Books stretches of a book in the open transaction: orders, returns, movements, and for every row the one thing it became.
 * Movements come first, then orders, then returns, which may belong to orders of the same chunk. Limit: about 5,000 rows.
 */
export async function bookChunk(
  tx: Tx,
  stretches: readonly Stretch[],
  booking: Booking,
): Promise<BookedChunk> {
  const repairs = stretches.flatMap(({ rows }) => rows.flatMap(repairOf))
  const { fresh, repeated } = await separate(tx, stretches, booking)
  const goods = fresh.flatMap(({ order, note, movements }) => [
    ...order.filter(({ kind }) => kind === 'line'),
    ...note.filter(({ kind }) => kind === 'credit'),
    ...movements.map(({ sku }) => ({ sku, description: null })),
  ])
  const variants = await ensureVariants(tx, goods, booking.cause)
  const moved = await bookMovements(
    tx,
    fresh.flatMap(({ movements }) => movements),
    booking,
  )
  const invoices = fresh
    .filter(({ order }) => order.length > 0)
    .map(({ reference, order }) => ({ reference, rows: order }))
  const orders = await bookOrders(tx, invoices, variants, booking)
  const sold = orders.flatMap(({ rows }) => rows)
  await insertRows(tx, booking.documentId, [...repairs, ...repeated, ...moved, ...sold])

  const notes = fresh
    .filter(({ note }) => note.length > 0)
    .map(({ reference, note }) => ({ reference, rows: note }))
  const returns = await bookReturns(tx, notes, booking)
  await insertRows(
    tx,
    booking.documentId,
    returns.flatMap(({ rows }) => rows),
  )
  const orderOf = new Map(invoices.map((one, index) => [one.reference, orders[index]?.orderId]))
  const returnOf = new Map(notes.map((one, index) => [one.reference, returns[index]?.returnId]))
  const records = fresh.map(({ reference, firstRow }) => ({
    reference,
    documentId: booking.documentId,
    firstRow,
    orderId: orderOf.get(reference) ?? null,
    returnId: returnOf.get(reference) ?? null,
  }))
  // One that was refused whole came to nothing: a better file may bring it again.
  await insertInvoices(
    tx,
    records.filter(
      ({ orderId, returnId }, index) =>
        orderId !== null || returnId !== null || fresh[index]?.movements.length,
    ),
  )
  return { orderIds: orders.flatMap(({ orderId }) => orderId ?? []) }
}

/** A sum that no order may reach is a slip of the keyboard in one row and must not stop the others of its invoice. */
function isTooLarge(row: Entry): boolean {
  return Math.abs(row.amount) > maxAmount
}

function repairOf(row: OrderBookRow): BookedRow[] {
  if (row.kind === 'repair') return [unreadRepair(row)]
  if (!isTooLarge(row)) return []
  const reason = { code: 'amount_too_large', params: { limit: maxAmount }, column: 'UnitPrice' }
  return [bookedRepair(row, reason)]
}

/**
 * Stretches that are new, and rows of invoices that another document brought before. More of an invoice that stands apart in
 * the same document is an order of its own, named after its first row.
 */
async function separate(tx: Tx, stretches: readonly Stretch[], { documentId }: Booking) {
  const named = stretches.flatMap(({ invoice }) => invoice ?? [])
  const earlier = await invoicesByReference(tx, named)
  const seen = new Set<string>()
  const fresh: Sorted[] = []
  const repeated: BookedRow[] = []
  for (const { invoice, rows } of stretches) {
    const entries = rows.filter((row): row is Entry => row.kind !== 'repair' && !isTooLarge(row))
    if (invoice === null || entries.length === 0) continue
    const known = earlier.get(invoice)
    if (known && known.documentId !== documentId)
      repeated.push(...entries.map((entry) => repeatedRow(entry, known)))
    else {
      const apart = known !== undefined || seen.has(invoice)
      const firstRow = (entries[0] as Entry).row
      fresh.push(sorted(apart ? `${invoice} row ${firstRow}` : invoice, firstRow, entries))
      seen.add(invoice)
    }
  }
  return { fresh, repeated }
}

function repeatedRow(entry: OrderBookEntry, known: InvoiceRecord): BookedRow {
  const params = { document: known.documentId, order: known.orderId ?? known.returnId }
  return bookedRepair(entry, { code: 'already_imported', params, column: 'InvoiceNo' })
}

function sorted(reference: string, firstRow: number, entries: readonly Entry[]): Sorted {
  const into: Sorted = { reference, firstRow, order: [], note: [], movements: [] }
  for (const entry of entries) {
    if (entry.kind === 'movement') into.movements.push(entry)
    else if (entry.kind === 'credit') into.note.push(entry)
    else if (entry.kind === 'charge' && entry.creditNote) into.note.push(entry)
    else into.order.push(entry)
  }
  return into
}
