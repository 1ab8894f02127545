import { formatAmount } from '../../../base/platform/index.ts'
import type { Cell } from '../../../base/tables/index.ts'
import { readMoney, readWhole } from '../../../base/tables/index.ts'
import type { BookedRow, RowReason } from '../rows.sql.ts'
import type { OrderBookColumn, OrderBookEntry, OrderBookRepair, OrderBookRow } from './read.ts'
import { bookCurrency } from './unsaid.ts'

const largestWhole = 1_000_000
const largestPrice = 1_000_000_000

/** A row that was understood and cannot be booked all the same. */
export function bookedRepair(entry: OrderBookEntry, reason: RowReason): BookedRow {
  const { row, amount } = entry
  return { row, kind: 'repair', amount, reasons: [reason], cells: cellsOf(entry) }
}

/** A row that the reader could not understand. */
export function unreadRepair({ row, reasons, cells }: OrderBookRepair): BookedRow {
  return { row, kind: 'repair', amount: amountOf(cells), reasons, cells }
}

/** Quantity × price of any row, in minor units; null where the row does not say it. */
export function rowAmount(row: OrderBookRow): number | null {
  return row.kind === 'repair' ? amountOf(row.cells) : row.amount
}

function amountOf(cells: Record<OrderBookColumn, Cell>): number | null {
  const quantity = readWhole(cells.Quantity, largestWhole)
  const price = readMoney(cells.UnitPrice, largestPrice)
  if (!quantity.ok || !price.ok) return null
  const amount = quantity.value * price.value
  return amount === 0 ? 0 : amount
}

/** The row as it can be written into a file again. */
function cellsOf(entry: OrderBookEntry): Record<OrderBookColumn, Cell> {
  return {
    InvoiceNo: entry.invoice,
    StockCode: entry.stockCode,
    Description: entry.description,
    Quantity: entry.quantity,
    InvoiceDate: entry.at.toISOString().slice(0, 19).replace('T', ' '),
    UnitPrice: formatAmount(entry.unitPrice, bookCurrency.usual),
    CustomerID: entry.customerRef,
    Country: entry.countryText,
  }
}
