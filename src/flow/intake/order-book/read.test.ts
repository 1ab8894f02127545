import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type Cell, readTable, type TableChunk } from '../../../base/tables/index.ts'
import {
  type OrderBookRepair,
  type OrderBookRow,
  readHeader,
  readOrderBook,
  readOrderBookRow,
} from './read.ts'

const HEADER: Cell[] = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
]
const header = readHeader({ row: 1, cells: HEADER })
const AT = new Date('2010-12-01T08:26:00Z')

/** A good row with some cells changed. */
const good = {
  invoice: 536365 as Cell,
  code: '85123a' as Cell,
  description: 'WHITE HANGING HEART ' as Cell,
  quantity: 6 as Cell,
  at: AT as Cell,
  price: 2.5500000000000003 as Cell,
  customer: 17850 as Cell,
  country: 'United Kingdom' as Cell,
}
const read = (change: Partial<typeof good>) =>
  readOrderBookRow(header, { row: 7, cells: Object.values({ ...good, ...change }) })

test('goods sold are a line, with money in whole pence and the code in capitals', () => {
  expect(read({})).toEqual({
    kind: 'line',
    row: 7,
    invoice: '536365',
    creditNote: false,
    sku: '85123A',
    stockCode: '85123a',
    description: 'WHITE HANGING HEART',
    quantity: 6,
    unitPrice: 255,
    amount: 1530,
    at: AT,
    customerRef: '17850',
    country: 'GB',
    countryText: 'United Kingdom',
  })
})

test('goods on a credit note are a credit with a negative amount', () => {
  expect(read({ invoice: 'C536379', quantity: -2 })).toMatchObject({
    kind: 'credit',
    creditNote: true,
    quantity: -2,
    amount: -510,
  })
})

test.each([
  ['POST', 'shipping'],
  ['DOT', 'shipping'],
  ['C2', 'shipping'],
  ['m', 'manual'],
  ['D', 'discount'],
  ['BANK CHARGES', 'bank_charges'],
  ['AMAZONFEE', 'marketplace_fee'],
  ['S', 'sample'],
  ['gift_0001_40', 'gift_voucher'],
])('the code %s is the charge %s on either kind of invoice', (code, chargeCode) => {
  expect(read({ code })).toMatchObject({ kind: 'charge', chargeCode, amount: 1530 })
  expect(read({ code, invoice: 'C1', quantity: -1 })).toMatchObject({
    kind: 'charge',
    chargeCode,
    creditNote: true,
    amount: -255,
  })
})

test('a code that only begins like a charge is goods', () => {
  expect(read({ code: 'DCGS0076' })).toMatchObject({ kind: 'line', sku: 'DCGS0076' })
})

test('an adjustment may have a negative price, goods may not', () => {
  expect(read({ code: 'B', quantity: 1, price: -11062.06 })).toMatchObject({
    kind: 'charge',
    chargeCode: 'adjustment',
    amount: -1106206,
  })
  expect(faults(read({ price: -1 }))).toEqual(['price_negative UnitPrice'])
})

test.each([
  ['damages', 'damaged'],
  ['faulty', 'damaged'],
  ['lost??', 'lost'],
  ['check', 'check'],
  ['Dotcom sales', 'sold_elsewhere'],
  ['reverse 21/5/10 adjustment', 'adjustment'],
  ['?', 'unknown'],
  [null, 'unknown'],
])('a write-off noted %j is a movement with the cause %s', (description, cause) => {
  const row = read({ description, quantity: -5, price: 0, customer: null })
  expect(row).toMatchObject({ kind: 'movement', cause, note: description, quantity: -5, amount: 0 })
  expect(Object.is((row as { amount: number }).amount, 0)).toBe(true)
})

test.each([
  ['Found', 'found'],
  ['amazon', 'sold_elsewhere'],
  [null, 'unknown'],
])('stock that turned up, noted %j, is a movement', (description, cause) => {
  const row = read({ description, quantity: 5, price: 0, customer: null })
  expect(row).toMatchObject({ kind: 'movement', cause, quantity: 5 })
})

test('goods at no price with a buyer or a name are a line free of charge', () => {
  const named = read({ description: 'BROKEN HEART CARD', price: 0, customer: null })
  expect(named).toMatchObject({ kind: 'line', amount: 0 })
  expect(read({ description: null, price: 0 })).toMatchObject({ kind: 'line', amount: 0 })
})

test.each([
  ['France', 'FR'],
  ['EIRE', 'IE'],
  ['RSA', 'ZA'],
  ['USA', 'US'],
  ['Czech Republic', 'CZ'],
  ['united  kingdom', 'GB'],
  ['中国', 'CN'],
  ['de', 'DE'],
  ['Channel Islands', null],
  ['European Community', null],
  ['Unspecified', null],
])('the country %j is %j', (country, code) => {
  expect(read({ country })).toMatchObject({ kind: 'line', country: code, countryText: country })
})

test.each<[Cell, number]>([
  [2.55, 255],
  [1.005e2, 10050],
  [0.1 + 0.2, 30],
  [1.1 * 3, 330],
  [16888.02, 1688802],
  [0.07, 7],
  [1e-20, -1],
  ['2.55', 255],
  ['2,55', 255],
  ['1,234.56', 123456],
  ['1.234,56', 123456],
  ['3.10000', 310],
  ['.5', 50],
])('the price %j is %d pence (-1: refused)', (price, pence) => {
  const row = read({ price, quantity: 1 })
  if (pence < 0) expect(faults(row)).toEqual(['price_too_fine UnitPrice'])
  else expect(row).toMatchObject({ kind: 'line', unitPrice: pence, amount: pence })
})

test.each<[string, Partial<typeof good>]>([
  ['invoice_missing InvoiceNo', { invoice: ' ' }],
  ['text_expected InvoiceNo', { invoice: AT }],
  ['sku_missing StockCode', { code: null }],
  ['text_control_characters StockCode', { code: '85\u0000123A' }],
  ['text_control_characters Description', { description: 'abc\u202edef' }],
  ['text_control_characters Description', { description: 'half \ud800' }],
  ['text_too_long StockCode', { code: 'x'.repeat(65) }],
  ['quantity_missing Quantity', { quantity: null }],
  ['quantity_zero Quantity', { quantity: 0 }],
  ['quantity_not_whole Quantity', { quantity: 1.5 }],
  ['quantity_not_whole Quantity', { quantity: 'six' }],
  ['quantity_not_whole Quantity', { quantity: '１２' }],
  ['quantity_too_large Quantity', { quantity: '9007199254740993' }],
  ['quantity_too_large Quantity', { quantity: 1_000_001 }],
  ['quantity_sign Quantity', { quantity: -1 }],
  ['quantity_sign Quantity', { invoice: 'C1', quantity: 1 }],
  ['price_missing UnitPrice', { price: '' }],
  ['price_not_a_number UnitPrice', { price: '1,234' }],
  ['price_not_a_number UnitPrice', { price: '1e309' }],
  ['price_not_a_number UnitPrice', { price: true }],
  ['price_too_fine UnitPrice', { price: 0.001 }],
  ['price_too_large UnitPrice', { price: 1e12 }],
  ['date_missing InvoiceDate', { at: null }],
  ['date_not_understood InvoiceDate', { at: '12/1/2010 8:26' }],
  ['date_not_understood InvoiceDate', { at: '2011-02-29' }],
  ['date_not_understood InvoiceDate', { at: 40513.35 }],
  ['date_not_understood InvoiceDate', { at: new Date('0000-01-01') }],
  ['country_unknown Country', { country: 'Atlantis' }],
])('%s', (fault, change) => {
  const row = read(change)
  expect(faults(row)).toEqual([fault])
  expect((row as OrderBookRepair).cells).toMatchObject({ Country: change.country ?? good.country })
})

test('a row shows all its faults at once and keeps its invoice', () => {
  const row = read({ quantity: 'x', price: 'y', country: 'Atlantis' }) as OrderBookRepair
  expect(row.invoice).toBe('536365')
  expect(row.reasons).toEqual([
    { code: 'quantity_not_whole', params: { found: 'x' }, column: 'Quantity' },
    { code: 'price_not_a_number', params: { found: 'y' }, column: 'UnitPrice' },
    { code: 'country_unknown', params: { found: 'Atlantis' }, column: 'Country' },
  ])
})

test('dates as text are read with the year first', () => {
  expect(read({ at: '2010/12/1 8:26' })).toMatchObject({ at: AT })
  expect(read({ at: '2010-12-01T08:26:00Z' })).toMatchObject({ at: AT })
})

test('columns are found in any order and spelling; missing and doubled ones are named', () => {
  const other = ['Country', 'customer id', 'Price', 'Invoice_Date', 'QUANTITY', 'Description']
  const places = readHeader({ row: 1, cells: [...other, 'stock code', 'Invoice'] })
  expect(places).toMatchObject({ Country: 0, CustomerID: 1, UnitPrice: 2, InvoiceNo: 7 })
  expect(() => readHeader({ row: 3, cells: ['InvoiceNo', 'Menge'] })).toThrow(
    expect.objectContaining({
      code: 'columns_missing',
      params: { missing: HEADER.slice(1), found: ['InvoiceNo', 'Menge'] },
      place: { row: 3 },
    }),
  )
  expect(() => readHeader({ row: 1, cells: [...HEADER, 'unit price'] })).toThrow(
    expect.objectContaining({ code: 'column_twice', params: { column: 'UnitPrice' } }),
  )
})

test('one bad row stops no other', async () => {
  async function* chunks(): AsyncGenerator<TableChunk> {
    yield { rows: [{ row: 1, cells: HEADER }] }
    yield {
      rows: [
        { row: 2, cells: ['x'] },
        { row: 4, cells: Object.values(good) },
      ],
    }
  }
  const kinds: string[] = []
  for await (const { kind, row } of readOrderBook(chunks())) kinds.push(`${row} ${kind}`)
  expect(kinds).toEqual(['2 repair', '4 line'])
})

test('the example book adds up to the penny and every row of it is one of five kinds', async () => {
  const rows = await readExample()
  expect(rows.map(({ row }) => row)).toEqual(rows.map((_, index) => index + 2))
  expect(countBy(rows, ({ kind }) => kind)).toEqual({
    line: 48_724,
    credit: 883,
    charge: 232,
    movement: 160,
  })
  expect(48_724 + 883 + 232 + 160).toBe(49_999)
  const entries = rows.filter((row) => row.kind !== 'repair')
  expect(entries.reduce((sum, { amount }) => sum + amount, 0)).toBe(84061255)
  expect(entries.filter(({ customerRef }) => customerRef === null)).toHaveLength(17_881)
  expect(entries.filter(({ description }) => description === null)).toHaveLength(142)
  const lines = entries.filter(({ kind }) => kind === 'line')
  expect(lines.filter(({ unitPrice }) => unitPrice === 0)).toHaveLength(137)
  const movements = entries.filter(({ kind }) => kind === 'movement')
  expect(movements.filter(({ quantity }) => quantity < 0)).toHaveLength(85)
  expect(countBy(entries, (row) => (row.kind === 'charge' ? row.chargeCode : 'goods'))).toEqual({
    goods: 49_767,
    shipping: 158,
    manual: 47,
    discount: 9,
    marketplace_fee: 9,
    gift_voucher: 4,
    bank_charges: 3,
    sample: 2,
  })
  const distinct = (value: (row: (typeof entries)[number]) => unknown) =>
    new Set(entries.map(value)).size
  expect(distinct(({ invoice }) => invoice)).toBe(2_338)
  expect(new Set(entries.filter((row) => row.creditNote).map((row) => row.invoice)).size).toBe(384)
  expect(distinct(({ stockCode }) => stockCode)).toBe(2_879)
  expect(distinct(({ sku }) => sku)).toBe(2_817)
  expect(distinct(({ countryText }) => countryText)).toBe(24)
  expect(49_999 - distinct((row) => JSON.stringify({ ...row, row: 0 }))).toBe(537)
})

async function readExample(): Promise<OrderBookRow[]> {
  const path = fileURLToPath(
    new URL('../../../../examples/online-retail-2010-12.xlsx', import.meta.url),
  )
  const rows: OrderBookRow[] = []
  for await (const row of readOrderBook(readTable(path))) rows.push(row)
  return rows
}

function countBy<T>(items: T[], key: (item: T) => string): Record<string, number> {
  const count: Record<string, number> = {}
  for (const item of items) count[key(item)] = (count[key(item)] ?? 0) + 1
  return count
}

function faults(row: OrderBookRow): string[] {
  return row.kind === 'repair' ? row.reasons.map(({ code, column }) => `${code} ${column}`) : []
}
