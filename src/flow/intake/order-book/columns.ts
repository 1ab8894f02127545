// The columns of an order book, which screens know too: this file imports nothing.

export const bookColumns = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
] as const
export type OrderBookColumn = (typeof bookColumns)[number]
