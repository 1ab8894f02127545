import { isRefusal, newId, type Refusal, type Tx } from '../../../base/platform/index.ts'
import type { Variant } from '../../../ground/catalog/index.ts'
import { type Order, type PlaceRequest, placeOrders } from '../../../orders/index.ts'
import type { Booking } from '../reader.ts'
import type { BookedRow } from '../rows.sql.ts'
import type { OrderBookCharge, OrderBookLine } from './read.ts'
import { bookedRepair } from './repairs.ts'
import { type Buyer, bookChannel, buyerOf, homeCountry } from './unsaid.ts'

/** The rows of one invoice that are an order: goods, and charges beside them or alone. */
export type InvoiceOrder = { reference: string; rows: (OrderBookLine | OrderBookCharge)[] }

export type BookedInvoice = { rows: BookedRow[]; orderId: string | null }

/**
 * Places the orders of some invoices. They are history: taken whether there is stock or not. One that is refused becomes
 * repairs, row by row, with the refusal as the reason.
 */
export async function bookOrders(
  tx: Tx,
  invoices: readonly InvoiceOrder[],
  variants: ReadonlyMap<string, Variant>,
  booking: Booking,
): Promise<BookedInvoice[]> {
  if (invoices.length === 0) return []
  const requests = invoices.map((invoice) => requestOf(invoice, variants, booking))
  const outcomes = await placeOrders(tx, requests, booking.cause.at)
  return invoices.map((invoice, index) => {
    const outcome = outcomes[index] as Order | Refusal
    return isRefusal(outcome)
      ? { rows: invoice.rows.map((row) => refusedRow(row, outcome)), orderId: null }
      : { rows: rowsOf(invoice, outcome.id), orderId: outcome.id }
  })
}

function requestOf(
  { reference, rows }: InvoiceOrder,
  variants: ReadonlyMap<string, Variant>,
  booking: Booking,
): PlaceRequest {
  const first = rows[0] as OrderBookLine | OrderBookCharge
  const placedAt = first.at
  const buyer = buyerOf(first)
  const { name, email, phone } = buyer
  const { by, command } = booking.cause
  return {
    id: newId('ord', placedAt.getTime()),
    by,
    command,
    placedAt: placedAt.toISOString(),
    backorder: true,
    order: {
      channel: bookChannel,
      currency: booking.currency,
      externalRef: reference,
      customer: {
        ...{ name, language: 'en' },
        ...(email !== undefined && { email }),
        ...(phone !== undefined && { phone }),
      },
      shipTo: addressOf(first, buyer),
      lines: rows.filter(isLine).map((row) => lineOf(row, variants.get(row.sku))),
      charges: rows.filter(isCharge).map(chargeOf),
      ...(first.known && { promisedFor: first.known.promisedFor.toISOString() }),
    },
  }
}

function isLine(row: OrderBookLine | OrderBookCharge): row is OrderBookLine {
  return row.kind === 'line'
}

function isCharge(row: OrderBookLine | OrderBookCharge): row is OrderBookCharge {
  return row.kind === 'charge'
}

/** A name that differs from the catalogue's was agreed so and is kept; the same one keeps its translations. */
function lineOf({ sku, quantity, unitPrice, description }: OrderBookLine, variant?: Variant) {
  const agreed = description !== null && description !== variant?.name.en
  return { sku, quantity, price: unitPrice, ...(agreed && { name: { en: description } }) }
}

function chargeOf({ chargeCode, amount, description }: OrderBookCharge) {
  return { code: chargeCode, amount, ...(description !== null && { label: description }) }
}

/**
 * A name of the book that means no single country (Channel Islands, Unspecified) stands as the region under the book's own
 * country, for an address must have one.
 */
function addressOf({ country, countryText }: OrderBookLine | OrderBookCharge, buyer: Buyer) {
  const region = country === null && countryText !== null ? { region: countryText } : {}
  const { email: _, ...address } = buyer
  return { country: country ?? homeCountry, ...region, ...address }
}

/** Lines are numbered from 1 in the order of their rows. */
function rowsOf({ rows }: InvoiceOrder, orderId: string): BookedRow[] {
  let line = 0
  return rows.map((row): BookedRow => {
    const { amount, sku } = row
    if (row.kind === 'charge') return { row: row.row, kind: 'charge', amount, orderId, sku }
    line++
    const customer = row.customerRef
    return { row: row.row, kind: 'line', amount, orderId, line, sku, customer }
  })
}

function refusedRow(row: OrderBookLine | OrderBookCharge, refusal: Refusal): BookedRow {
  const known = refusal.refused === 'duplicate_external_ref'
  const code = known ? 'already_imported' : refusal.refused
  return bookedRepair(row, {
    code,
    params: { ...refusal.params },
    column: known ? 'InvoiceNo' : null,
  })
}
