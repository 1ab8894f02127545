import { afterEach, beforeEach, expect, test } from 'vitest'
import { factsOf, newestCursor, sql } from '../../base/platform/index.ts'
import { levelsOf, saveLocations } from '../../ground/stock/index.ts'
import { perform, readOrders } from '../../orders/index.ts'
import { readReturns } from '../aftersales/index.ts'
import { csvOf, importBytes, type MadeRow, openBooks } from './book.fixture.ts'
import { ordersOf, repairsPage } from './rows.sql.ts'
import { verifyIntake } from './verify.ts'

let books: Awaited<ReturnType<typeof openBooks>>
beforeEach(async () => {
  books = await openBooks()
})
afterEach(() => books.close())

const run = (rows: readonly MadeRow[]) => importBytes(books.database, csvOf(rows))
const repairsOf = (id: string) =>
  books.database.read((tx) => repairsPage(tx, id, { after: 0, limit: 100 }))
const orderIds = (id: string) => books.database.read((tx) => ordersOf(tx, id))
const ordersIn = async (id: string) => {
  const ids = await orderIds(id)
  return [...(await books.database.read((tx) => readOrders(tx, ids))).values()]
}

test('an invoice becomes an order with its lines, charges, customer, country and date', async () => {
  const { document, proof } = await run([
    { quantity: 6, price: '2.55', country: 'EIRE' },
    { code: 'POST', description: 'POSTAGE', price: '4.00', country: 'EIRE' },
    { code: 'cup', quantity: 2, price: '2.00', country: 'EIRE' },
  ])
  expect(proof).toMatchObject({ rows: 3, accounted: 3, orders: 1, charges: 1, agrees: true })
  const [order] = await ordersIn(document.id)
  expect(order).toMatchObject({
    channel: 'order-book',
    externalRef: '500001',
    customer: { name: 'Customer 17850' },
    shipTo: { country: 'IE', city: 'not in the order book' },
    placedAt: '2011-01-03T10:00:00.000Z',
    goods: 1930,
    charged: 400,
    charges: [{ code: 'shipping', amount: 400 }],
  })
  expect(order?.lines.map(({ sku, ordered, unitPrice }) => [sku, ordered, unitPrice])).toEqual([
    ['CUP', 6, 255],
    ['CUP', 2, 200],
  ])
})

test('an invoice of charges only is an order without lines, which has nothing to send', async () => {
  const { document, proof } = await run([{ code: 'BANK CHARGES', price: '15.00' }])
  expect(proof).toMatchObject({ orders: 1, charges: 1, sumSystem: 1500, agrees: true })
  const [order] = await ordersIn(document.id)
  expect(order).toMatchObject({ lines: [], total: 1500, status: 'received' })
  const confirm = { type: 'confirm' } as const
  const nobody = { by: 't', commandId: 't', ifVersion: null, channels: null, locations: null }
  const asked = { command: confirm, ...nobody }
  const [outcome] = await books.database.begin((tx) =>
    perform(tx, [{ ...asked, orderId: order?.id ?? '' }], new Date()),
  )
  expect(outcome).toMatchObject({ order: { status: 'closed' } })
})

test('a credit note cancels what never left, whole and in part, and keeps what it cannot match', async () => {
  const { document, proof } = await run([
    { invoice: '1', quantity: 4, at: '2011-01-03 10:00' },
    { invoice: '2', quantity: 3, at: '2011-01-04 10:00' },
    { invoice: 'C3', quantity: -5, at: '2011-01-05 10:00' },
    { invoice: 'C3', code: 'POST', quantity: -1, price: '1.00', at: '2011-01-05 10:00' },
    { invoice: 'C4', quantity: -9, at: '2011-01-06 10:00' },
    { invoice: 'C5', quantity: -1, at: '2011-01-06 10:00', customer: '' },
  ])
  expect(proof).toMatchObject({ orders: 2, returns: 3, charges: 1, rows: 6, agrees: true })
  const orders = await ordersIn(document.id)
  expect(orders.map(({ status }) => status)).toEqual(['cancelled', 'cancelled'])
  const found = await books.database.read(async (tx) => {
    const ids = await tx.rows<{ id: string }>(
      sql`select distinct return_id as id from intake.rows where return_id is not null order by 1`,
    )
    const read = await readReturns(
      tx,
      ids.map(({ id }) => id),
    )
    return [...read.values()].sort((a, b) => (String(a.reference) < String(b.reference) ? -1 : 1))
  })
  expect(
    found.map(({ reference, credit, lines }) => [
      reference,
      credit,
      lines.map(({ sku, charge, quantity, matched }) => [sku ?? charge, quantity, matched]),
    ]),
  ).toEqual([
    [
      'C3',
      1350,
      [
        ['CUP', 5, 5],
        ['shipping', 1, 0],
      ],
    ],
    ['C4', 2250, [['CUP', 9, 2]]],
    ['C5', 250, [['CUP', 1, 0]]],
  ])
})

test('a write-off takes what must have been there: an opening movement comes first', async () => {
  const location = { code: 'HALL', name: { zh: '厅', en: 'Hall' }, address: {} }
  const cause = { by: 'system', command: 'test', at: new Date() }
  await books.database.begin((tx) =>
    saveLocations(tx, [{ ...location, priority: 1, active: true }], cause),
  )
  const write = { price: '0', customer: '', description: 'damages' }
  const { document, proof } = await run([
    { ...write, invoice: '7', quantity: -5 },
    { ...write, invoice: '8', quantity: 3, description: 'found' },
    { ...write, invoice: '9', quantity: -2 },
  ])
  expect(proof).toMatchObject({ movements: 3, orders: 0, sumSystem: 0, agrees: true })
  const facts = await books.database.read((tx) => factsOf(tx, ['stock:HALL:CUP']))
  const moved = facts.map(({ data }) => data as { quantity: number; cause: string })
  expect(moved.map(({ quantity, cause }) => [quantity, cause])).toEqual([
    [5, 'opening'],
    [-5, 'written_off'],
    [3, 'found'],
    [-2, 'written_off'],
  ])
  const [level] = await books.database.read((tx) => levelsOf(tx, ['CUP'], null))
  expect(level).toMatchObject({ onHand: 1 })
  expect(await orderIds(document.id)).toEqual([])
})

test('a broken row stops no other and waits in the repair list with its row, column and reason', async () => {
  const { document, proof } = await run([
    { invoice: '1', quantity: 2 },
    { invoice: '1', quantity: 'six' },
    { invoice: '1', price: '0.001' },
    { invoice: '', quantity: 3 },
    { invoice: '2', at: '12/1/2010' },
    { invoice: '3', quantity: 1_000_000, price: '9000000.00' },
    { invoice: '3' },
  ])
  expect(proof).toMatchObject({ rows: 7, accounted: 7, orders: 2, repairs: 5, agrees: true })
  const repairs = await repairsOf(document.id)
  expect(repairs.map(({ row, reasons }) => [row, reasons[0]?.code, reasons[0]?.column])).toEqual([
    [3, 'quantity_not_whole', 'Quantity'],
    [4, 'price_too_fine', 'UnitPrice'],
    [5, 'invoice_missing', 'InvoiceNo'],
    [6, 'date_not_understood', 'InvoiceDate'],
    [7, 'amount_too_large', 'UnitPrice'],
  ])
  expect(repairs[0]?.cells).toMatchObject({ InvoiceNo: '1', Quantity: 'six' })
  expect(repairs[2]?.amount).toBe(750)
})

test('rows of one invoice that stand apart are all booked, under a name of their own', async () => {
  const { document, proof } = await run([{ invoice: '1' }, { invoice: '2' }, { invoice: '1' }])
  expect(proof).toMatchObject({ orders: 3, repairs: 0, agrees: true })
  const references = (await ordersIn(document.id)).map(({ externalRef }) => externalRef)
  expect(references.sort()).toEqual(['1', '1 row 4', '2'])
})

test('verify tells when a row or a penny of a document is gone', async () => {
  const { document } = await run([{ invoice: '1' }, { invoice: '2', quantity: 'x' }])
  const differences = async () =>
    (await books.database.read(verifyIntake)).flatMap((check) => check.differences)
  expect(await differences()).toEqual([])
  await books.database.begin((tx) => tx.run(sql`delete from intake.rows where row = 2`))
  expect(await differences()).toEqual([
    { id: document.id, what: 'rows', expected: 2, found: 1 },
    { id: document.id, what: 'sum', expected: 250, found: 0 },
  ])
})

test('the same file again changes nothing, not even the clock', async () => {
  const rows = [{ invoice: '1' }, { invoice: 'C2', quantity: -1 }]
  const end = () => books.database.read(newestCursor)
  const first = await run(rows)
  const before = await end()
  expect(await run(rows)).toEqual(first)
  expect(await end()).toEqual(before)
})

test('an invoice that another file brought is not booked twice: its rows are repairs that say so', async () => {
  const first = await run([{ invoice: '1', quantity: 2 }])
  const { document, proof } = await run([{ invoice: '1', quantity: 2 }, { invoice: '2' }])
  expect(proof).toMatchObject({ orders: 1, repairs: 1, sumFile: 750, sumSystem: 750, agrees: true })
  const [repair] = await repairsOf(document.id)
  expect(repair?.reasons).toEqual([
    {
      code: 'already_imported',
      params: { document: first.document.id, order: (await orderIds(first.document.id))[0] },
      column: 'InvoiceNo',
    },
  ])
})

test('an order that the channel has already is not made twice', async () => {
  const bookId = (await run([{ invoice: '1' }])).document.id
  await books.database.begin((tx) => tx.run(sql`delete from intake.invoices`))
  const { document, proof } = await run([{ invoice: '1', quantity: 2 }])
  expect(proof).toMatchObject({ orders: 0, repairs: 1, agrees: true })
  expect((await repairsOf(document.id))[0]?.reasons[0]?.code).toBe('already_imported')
  expect(bookId).not.toBe(document.id)
})

test('a file that is no order book is refused with what is missing, and kept', async () => {
  const { document } = await importBytes(books.database, Buffer.from('name,price\ncup,3\n'))
  expect(document).toMatchObject({
    state: 'failed',
    problem: { code: 'columns_missing', place: { row: 1 } },
  })
})

test('a file damaged in the middle keeps what was booked before, and says where it ended', async () => {
  const good = csvOf([{ invoice: '1' }]).toString()
  const { document, proof } = await importBytes(books.database, Buffer.from(`${good}2,"open`))
  expect(document).toMatchObject({ state: 'failed', problem: { code: 'quote_open' } })
  expect(proof.agrees).toBe(false)
})

test('an import that is stopped goes on behind the last chunk', async () => {
  const bytes = csvOf(
    Array.from({ length: 900 }, (_, index) => ({ invoice: `${1000 + index}`, quantity: 2 })),
  )
  const controller = new AbortController()
  const stop = () => controller.abort(new Error('stopped'))
  await expect(
    importBytes(books.database, bytes, { signal: controller.signal, onProgress: stop }),
  ).rejects.toThrow('stopped')
  const { document, proof } = await importBytes(books.database, bytes)
  expect(document.state).toBe('done')
  expect(proof).toMatchObject({ rows: 900, orders: 900, sumSystem: 450_000, agrees: true })
})
