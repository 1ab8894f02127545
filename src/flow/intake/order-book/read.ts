import {
  type Cell,
  mapHeader,
  type Reading,
  readCountry,
  readDate,
  readMoney,
  readText,
  readWhole,
  type TableChunk,
  type TableRow,
} from '../../../base/tables/index.ts'
import { bookColumns, type OrderBookColumn } from './columns.ts'
import { type ChargeCode, chargeCodeOf, type MovementCause, noteCause } from './kinds.ts'
import type { Known } from './unsaid.ts'

export type { ChargeCode, MovementCause } from './kinds.ts'

/**
 * What every row that was understood carries. Money is in minor units of the book's one currency (pence);
 * `amount` = `quantity` × `unitPrice`, signed. `sku` is the code in capitals, `stockCode` the code as written.
 * `at` is the wall clock of the book, held as UTC. `country` is ISO 3166 alpha-2, null where the name means no
 * single country (Channel Islands, Unspecified); `countryText` is always the name as written.
 * `creditNote` says that the invoice number starts with C. `known` comes from whoever reads the book, never from the book.
 */
export type OrderBookEntry = {
  row: number
  invoice: string
  creditNote: boolean
  sku: string
  stockCode: string
  description: string | null
  quantity: number
  unitPrice: number
  amount: number
  at: Date
  customerRef: string | null
  country: string | null
  countryText: string | null
  known?: Known
}

/** Goods sold; quantity > 0. A price of 0 is goods given free of charge. */
export type OrderBookLine = OrderBookEntry & { kind: 'line' }

/** Goods of a C invoice; quantity < 0: they go back against the customer's earlier orders. */
export type OrderBookCredit = OrderBookEntry & { kind: 'credit' }

/** Not goods: postage, discount, fee. Stands on either kind of invoice, with either sign. */
export type OrderBookCharge = OrderBookEntry & { kind: 'charge'; chargeCode: ChargeCode }

/** Stock that went (quantity < 0) or turned up (quantity > 0) at price 0 with no buyer; `note` is the description. */
export type OrderBookMovement = OrderBookEntry & {
  kind: 'movement'
  cause: MovementCause
  note: string | null
}

export type RepairCode =
  | 'invoice_missing'
  | 'sku_missing'
  | 'text_control_characters'
  | 'text_too_long'
  | 'text_expected'
  | 'quantity_missing'
  | 'quantity_not_whole'
  | 'quantity_zero'
  | 'quantity_too_large'
  | 'quantity_sign'
  | 'price_missing'
  | 'price_not_a_number'
  | 'price_too_fine'
  | 'price_too_large'
  | 'price_negative'
  | 'date_missing'
  | 'date_not_understood'
  | 'country_unknown'

/** One fault of a row: `column` is the book's own column name, `params` the values a message needs. */
export type RepairReason = {
  code: RepairCode
  params: Record<string, string | number>
  column: OrderBookColumn
}

/** A row a person must look at. `reasons` holds every fault found; `cells` the row as it came, by column. */
export type OrderBookRepair = {
  kind: 'repair'
  row: number
  invoice: string | null
  reasons: [RepairReason, ...RepairReason[]]
  cells: Record<OrderBookColumn, Cell>
}

export type OrderBookRow =
  | OrderBookLine
  | OrderBookCredit
  | OrderBookCharge
  | OrderBookMovement
  | OrderBookRepair

export type { OrderBookColumn } from './columns.ts'

/** Where each column stands in this file: index into `cells`. */
export type OrderBookHeader = Record<OrderBookColumn, number>

const OTHER_NAMES: Record<OrderBookColumn, string[]> = {
  InvoiceNo: ['Invoice', '订单号', '订单编号', '单号'],
  StockCode: ['SKU', '商品编码', '商品编号', '货号'],
  Description: ['商品名称', '品名'],
  Quantity: ['数量', '件数'],
  InvoiceDate: ['下单时间', '下单日期', '日期'],
  UnitPrice: ['Price', '单价', '价格'],
  CustomerID: ['客户编号'],
  Country: ['国家', '国家或地区', '收货国家'],
}

/** One invoice row of a million pieces, or a price of ten million pounds, is a slip of the keyboard. */
const LARGEST_QUANTITY = 1_000_000
const LARGEST_PRICE = 1_000_000_000
const LONGEST = { InvoiceNo: 40, StockCode: 64, Description: 500, CustomerID: 64, Country: 100 }

/**
 * Finds the eight columns in the header row, in any order, blind to case, spaces and underscores.
 * Throws TableProblem `columns_missing` {missing, found} or `column_twice` {column}.
 */
export function readHeader(header: TableRow): OrderBookHeader {
  return mapHeader(header, OTHER_NAMES)
}

/** Reads a whole book in file order; one bad row becomes `repair` and stops no other. Throws as `readHeader`. */
export async function* readOrderBook(
  chunks: AsyncIterable<TableChunk>,
): AsyncGenerator<OrderBookRow> {
  let header: OrderBookHeader | undefined
  for await (const { rows } of chunks)
    for (const row of rows) {
      if (header) yield readOrderBookRow(header, row)
      else header = readHeader(row)
    }
}

/**
 * Reads one row; pure, so that a row put right by a person is judged by the same rules. Amounts are products of
 * whole numbers.
 */
export function readOrderBookRow(header: OrderBookHeader, row: TableRow): OrderBookRow {
  const cells = Object.fromEntries(
    bookColumns.map((column) => [column, row.cells[header[column]] ?? null]),
  ) as Record<OrderBookColumn, Cell>
  const reasons: RepairReason[] = []
  const entry = readEntry(row.row, cells, reasons)
  const judged = entry && classify(entry, reasons)
  if (judged) return judged
  const invoice = readText(cells.InvoiceNo, LONGEST.InvoiceNo)
  return {
    kind: 'repair',
    row: row.row,
    invoice: invoice.ok ? invoice.value : null,
    reasons: reasons as OrderBookRepair['reasons'],
    cells,
  }
}

/** Every column is read even after a fault, so that a person sees all faults of a row at once. */
function readEntry(
  row: number,
  cells: Record<OrderBookColumn, Cell>,
  reasons: RepairReason[],
): OrderBookEntry | null {
  const fault = (column: OrderBookColumn, code: string, params: RepairReason['params'] = {}) =>
    reasons.push({ code: code as RepairCode, params, column })
  /** What is put in place of a faulty value is never seen: the row has become a repair. */
  const take = <T>(
    column: OrderBookColumn,
    prefix: string,
    reading: Reading<T, string>,
    instead: T,
  ) => {
    if (reading.ok) return reading.value
    fault(column, `${prefix}_${reading.code}`, reading.params)
    return instead
  }
  const text = (column: keyof typeof LONGEST, instead: string | null = null) =>
    take(column, 'text', readText(cells[column], LONGEST[column]), instead)

  const invoice = text('InvoiceNo', '?')
  const stockCode = text('StockCode', '?')
  const description = text('Description')
  const quantity = take('Quantity', 'quantity', readWhole(cells.Quantity, LARGEST_QUANTITY), 1)
  const at = take('InvoiceDate', 'date', readDate(cells.InvoiceDate), new Date(0))
  const unitPrice = take('UnitPrice', 'price', readMoney(cells.UnitPrice, LARGEST_PRICE), 0)
  const customerRef = text('CustomerID')?.replace(/\.0$/, '') ?? null
  const countryText = text('Country')
  const country = countryText === null ? null : readCountry(countryText)

  if (invoice === null) fault('InvoiceNo', 'invoice_missing')
  if (stockCode === null) fault('StockCode', 'sku_missing')
  if (quantity === 0) fault('Quantity', 'quantity_zero')
  if (country === undefined) fault('Country', 'country_unknown', { found: countryText ?? '' })
  if (reasons.length > 0 || invoice === null || stockCode === null || country === undefined)
    return null
  const sku = stockCode.toUpperCase()
  const creditNote = /^C\d/i.test(invoice)
  const amount = unitPrice === 0 ? 0 : quantity * unitPrice
  const goods = { sku, stockCode, description, quantity, unitPrice, amount }
  return { row, invoice, creditNote, ...goods, at, customerRef, country, countryText }
}

/** Decides what a readable row stands for, or says why it cannot stand. */
function classify(entry: OrderBookEntry, reasons: RepairReason[]): OrderBookRow | null {
  const { quantity, unitPrice, creditNote } = entry
  const chargeCode = chargeCodeOf(entry.sku)
  if (unitPrice < 0 && chargeCode !== 'adjustment') {
    reasons.push({ code: 'price_negative', params: { found: unitPrice }, column: 'UnitPrice' })
    return null
  }
  if (chargeCode) return { ...entry, kind: 'charge', chargeCode }
  if (creditNote && quantity < 0) return { ...entry, kind: 'credit' }
  if (!creditNote && isMovement(entry))
    return {
      ...entry,
      kind: 'movement',
      cause: noteCause(entry.description ?? '?') ?? 'unknown',
      note: entry.description,
    }
  if (!creditNote && quantity > 0) return { ...entry, kind: 'line' }
  reasons.push({ code: 'quantity_sign', params: { found: quantity }, column: 'Quantity' })
  return null
}

/**
 * Stock that left at no price, and stock that turned up: no price, no buyer, and a note or nothing where the name
 * of the goods would stand. With a buyer or a name it is goods given free of charge.
 */
function isMovement({ quantity, unitPrice, customerRef, description }: OrderBookEntry): boolean {
  if (unitPrice !== 0) return false
  if (quantity < 0) return true
  return customerRef === null && (description === null || isArrivalNote(description))
}

/** Nothing turns up as damaged or lost: there such a word is the beginning of a name (BROKEN HEART CARD). */
function isArrivalNote(description: string): boolean {
  const cause = noteCause(description)
  return cause !== undefined && cause !== 'damaged' && cause !== 'lost'
}
