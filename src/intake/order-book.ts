import type { Cell, TableChunk, TableRow } from '../tables/index.ts'

/** What a row that is not goods stands for. */
export type ChargeCode =
  | 'shipping'
  | 'discount'
  | 'manual'
  | 'bank_charges'
  | 'marketplace_fee'
  | 'commission'
  | 'sample'
  | 'gift_voucher'
  | 'adjustment'

/** Why goods came or went without a sale, as far as the note of the row tells. */
export type MovementCause =
  | 'damaged'
  | 'lost'
  | 'found'
  | 'check'
  | 'sold_elsewhere'
  | 'adjustment'
  | 'unknown'

/**
 * What every row that was understood carries. Money is in minor units of the book's one currency (pence);
 * `amount` = `quantity` × `unitPrice`, signed. `sku` is the code in capitals, `stockCode` the code as written.
 * `at` is the wall clock of the book, held as UTC. `country` is ISO 3166 alpha-2, null where the name means no
 * single country (Channel Islands, Unspecified); `countryText` is always the name as written.
 * `creditNote` says that the invoice number starts with C.
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

export type OrderBookColumn =
  | 'InvoiceNo'
  | 'StockCode'
  | 'Description'
  | 'Quantity'
  | 'InvoiceDate'
  | 'UnitPrice'
  | 'CustomerID'
  | 'Country'

/** Where each column stands in this file: index into `cells`. */
export type OrderBookHeader = Record<OrderBookColumn, number>

/**
 * Finds the eight columns in the header row, in any order, blind to case, spaces and underscores.
 * Throws TableProblem `columns_missing` {missing, found} or `column_twice` {column}.
 */
export declare function readHeader(header: TableRow): OrderBookHeader

/** Reads one row; pure, so that a row put right by a person is judged by the same rules. */
export declare function readOrderBookRow(header: OrderBookHeader, row: TableRow): OrderBookRow

/** Reads a whole book in file order; one bad row becomes `repair` and stops no other. */
export declare function readOrderBook(
  chunks: AsyncIterable<TableChunk>,
): AsyncIterable<OrderBookRow>
