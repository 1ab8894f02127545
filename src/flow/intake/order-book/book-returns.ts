import { newId, type Tx } from '../../../base/platform/index.ts'
import { type Order, readOrders } from '../../../orders/index.ts'
import { type ReceivedReturn, type ReturnMatch, receiveReturns } from '../../aftersales/index.ts'
import type { Booking } from '../reader.ts'
import type { BookedRow } from '../rows.sql.ts'
import { soldLines } from './invoices.sql.ts'
import { type Credit, matchCredits, type Sold } from './matching.ts'
import type { OrderBookCharge, OrderBookCredit } from './read.ts'
import { bookChannel, buyerOf } from './unsaid.ts'

/** The rows of one credit note: goods that come back, and charges given back or kept. */
export type CreditNote = { reference: string; rows: (OrderBookCredit | OrderBookCharge)[] }

export type BookedNote = { rows: BookedRow[]; returnId: string }

/**
 * Receives the returns of some credit notes. Their pieces are matched to what the same customer bought before, the latest
 * first; what matches nothing stays on the return, to be matched later.
 */
export async function bookReturns(
  tx: Tx,
  notes: readonly CreditNote[],
  booking: Booking,
): Promise<BookedNote[]> {
  if (notes.length === 0) return []
  const credits = notes.flatMap(({ rows }) => rows.filter(isCredit))
  const matches = matchCredits(credits.map(creditOf), await soldTo(tx, credits))
  const matchesOf = new Map(credits.map((row, index) => [row, matches[index] ?? []]))
  const returns = notes.map((note) => returnOf(note, matchesOf, booking))
  await receiveReturns(tx, returns, booking.cause)
  return notes.map(({ rows }, index) => {
    const returnId = (returns[index] as ReceivedReturn).id
    return { returnId, rows: rows.map((row) => bookedRow(row, returnId)) }
  })
}

function isCredit(row: OrderBookCredit | OrderBookCharge): row is OrderBookCredit {
  return row.kind === 'credit'
}

function keyOf(customer: string | null, sku: string): string | null {
  return customer === null ? null : `${customer}\n${sku}`
}

function creditOf({ customerRef, sku, quantity, at }: OrderBookCredit): Credit {
  return { key: keyOf(customerRef, sku), quantity: -quantity, at: at.toISOString() }
}

/** What may still come back of what these customers bought, by customer and sku. */
async function soldTo(tx: Tx, credits: readonly OrderBookCredit[]): Promise<Map<string, Sold[]>> {
  const pairs = credits.flatMap(({ customerRef, sku }) =>
    customerRef === null ? [] : [{ customer: customerRef, sku }],
  )
  const lines = await soldLines(tx, pairs)
  const orders = await readOrders(tx, [...new Set(lines.map(({ orderId }) => orderId))])
  const sold = new Map<string, Sold[]>()
  for (const { customer, sku, orderId, line: number } of lines) {
    const order = orders.get(orderId)
    const line = order?.lines.find((other) => other.line === number)
    if (!order || !line) continue
    const key = keyOf(customer, sku) as string
    sold.set(key, [...(sold.get(key) ?? []), soldOf(order, line)])
  }
  return sold
}

/** A hold that stops the step leaves nothing to match: the pieces wait on the return. */
function soldOf({ id, placedAt, holds }: Order, line: Order['lines'][number]): Sold {
  const stopped = (step: 'return' | 'cancel') => holds.some(({ blocks }) => blocks.includes(step))
  return {
    orderId: id,
    line: line.line,
    placedAt,
    returnable: stopped('return') ? 0 : line.delivered - line.returned,
    cancellable: stopped('cancel') ? 0 : line.ordered - line.cancelled - line.released,
  }
}

function returnOf(
  { reference, rows }: CreditNote,
  matchesOf: ReadonlyMap<OrderBookCredit, ReturnMatch[]>,
  { documentId, currency }: Booking,
): ReceivedReturn {
  const first = rows[0] as OrderBookCredit | OrderBookCharge
  const { at } = first
  const restockAt = first.known?.restockAt
  return {
    id: newId('ret', at.getTime()),
    source: { document: documentId, reference },
    customer: buyerOf(first).name,
    channel: bookChannel,
    currency,
    at,
    reason: 'credit_note',
    ...(restockAt !== undefined && { restockedAt: restockAt }),
    lines: rows.map((row) => {
      const quantity = Math.abs(row.quantity)
      const credit = row.amount === 0 ? 0 : -row.amount
      if (!isCredit(row)) {
        const label = row.description ?? undefined
        return { sku: null, charge: row.chargeCode, label, quantity, credit, matches: [] }
      }
      const matches = matchesOf.get(row) ?? []
      const disposition = restockAt === undefined ? ('none' as const) : ('restock' as const)
      return { sku: row.sku, quantity, credit, disposition, matches }
    }),
  }
}

function bookedRow(row: OrderBookCredit | OrderBookCharge, returnId: string): BookedRow {
  const { amount, sku, customerRef: customer } = row
  const kind = row.kind === 'charge' ? 'charge' : 'return'
  return { row: row.row, kind, amount, returnId, sku, customer }
}
