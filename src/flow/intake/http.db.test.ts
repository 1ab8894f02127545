import { afterAll, beforeAll, expect, test } from 'vitest'
import { openScene, type Scene } from '../../../test/scene.ts'
import { runJobs } from '../../base/jobs/index.ts'
import { refusals } from '../../plan.ts'
import { csvOf, type MadeRow } from './book.fixture.ts'
import { intakeContract, intakeHandlers, intakeJobs } from './index.ts'

let scene: Scene
let jobs: ReturnType<typeof runJobs>
const failures: unknown[] = []

beforeAll(async () => {
  scene = await openScene((mount, database) => {
    const onError = (_: string, error: unknown) => failures.push(error)
    jobs = runJobs(database, intakeJobs(database), { onError, pollMs: 50 })
    mount(intakeContract, intakeHandlers(database, refusals, jobs.wake))
  })
})
afterAll(async () => {
  await jobs.stop()
  await scene.close()
  expect(failures).toEqual([])
})

async function send(payload: Buffer | string, media = 'text/csv', name = 'book.csv') {
  const answer = await scene.server.inject({
    method: 'POST',
    url: `/api/imports?name=${name}`,
    headers: { 'content-type': media },
    payload,
  })
  return { status: answer.statusCode, json: JSON.parse(answer.body), headers: answer.headers }
}

async function read(id: string) {
  for (;;) {
    const { json } = await scene.call(`GET /api/imports/${id}`)
    if (json.state !== 'reading') return json
    await new Promise((resume) => setTimeout(resume, 20))
  }
}

async function imported(rows: readonly MadeRow[]) {
  const { json } = await send(csvOf(rows))
  return await read(json.id)
}

test('a file that is sent is taken at once and read in the background', async () => {
  const rows = [{ invoice: '10' }, { invoice: '10', quantity: 'x' }]
  const sent = await send(csvOf(rows), 'text/csv; charset=utf-8')
  expect(sent).toMatchObject({
    status: 202,
    json: { name: 'book.csv', state: 'reading', origin: 'upload' },
  })
  expect(sent.headers.location).toBe(`/api/imports/${sent.json.id}`)
  expect(await read(sent.json.id)).toMatchObject({
    state: 'done',
    rowsIn: 2,
    report: { rows: 2, accounted: 2, orders: 1, repairs: 1, agrees: true },
  })
  const again = await send(csvOf(rows))
  expect(again.json).toMatchObject({ id: sent.json.id, state: 'done' })
  const list = await scene.call('GET /api/imports?limit=1')
  expect(list.json.items).toMatchObject([{ id: sent.json.id }])
})

test('a book names its columns in Chinese and is in the currency that its sender says', async () => {
  const book = [
    '\uFEFF订单号,商品编码,商品名称,数量,下单时间,单价,客户编号,国家',
    'A-1,SKU-1,示例商品,2,2026-01-31 10:00,12.50,,中国',
  ].join('\r\n')
  const { json } = await send(book, 'text/csv', 'zh.csv&currency=CNY')
  expect(await read(json.id)).toMatchObject({
    state: 'done',
    currency: 'CNY',
    report: { orders: 1, sumSystem: 2_500 },
  })
  // Yen have no hundredths, in which prices are read.
  expect(await send(`${book} `, 'text/csv', 'jp.csv&currency=JPY')).toMatchObject({ status: 422 })
})

test('what is no order book ends as failed, with the reason and the place', async () => {
  const { json } = await send('a,b\n1,2\n')
  expect(await read(json.id)).toMatchObject({
    state: 'failed',
    problem: { code: 'columns_missing', place: { row: 1 } },
  })
})

test('a file of no bytes is taken, and says that it is empty', async () => {
  const sent = await send('')
  expect(sent).toMatchObject({ status: 202, json: { size: 0 } })
  expect(await read(sent.json.id)).toMatchObject({ state: 'failed', problem: { code: 'empty' } })
})

test('another media type, no body and too long a file are refused', async () => {
  for (const media of ['application/json', 'multipart/form-data; boundary=x', 'text/html'])
    expect(await send('{}', media)).toMatchObject({
      status: 415,
      json: {
        code: 'wrong_content_type',
        params: { takes: expect.stringContaining('text/csv, application/octet-stream') },
      },
    })
  expect((await scene.call('POST /api/imports')).json.code).toBe('wrong_content_type')
  const long = await send(Buffer.alloc(50 * 1024 * 1024 + 1), 'application/octet-stream')
  expect(long).toMatchObject({ status: 413, json: { code: 'too_large' } })
})

test('a row is put right: judged again by the same rules, booked, and off the list', async () => {
  const { id } = await imported([
    { invoice: '20' },
    { invoice: '20', quantity: 'six', price: '2.00' },
    { invoice: '20', price: 'x' },
  ])
  const list = await scene.call(`GET /api/imports/${id}/repairs`)
  expect(list.json.items).toMatchObject([
    { row: 3, reasons: [{ code: 'quantity_not_whole', column: 'Quantity' }] },
    { row: 4, reasons: [{ code: 'price_not_a_number', column: 'UnitPrice' }] },
  ])
  const mend = (row: number, cells: object) =>
    scene.call(`POST /api/imports/${id}/repairs/${row}`, { body: { cells } })

  const still = await mend(3, { Quantity: 'seven' })
  expect(still).toMatchObject({
    status: 422,
    json: {
      code: 'row_not_understood',
      params: { reason: 'quantity_not_whole', column: 'Quantity', found: 'seven' },
      errors: [{ pointer: '/cells/Quantity' }],
    },
  })
  const mended = await mend(3, { Quantity: 6 })
  expect(mended).toMatchObject({ status: 200, json: { row: 3, kind: 'line', amount: 1200 } })
  expect((await mend(3, { Quantity: 6 })).json.code).toBe('not_found')
  expect(await read(id)).toMatchObject({
    report: {
      rows: 3,
      accounted: 3,
      orders: 2,
      repairs: 1,
      sumFile: 250,
      sumMended: 1200,
      sumSystem: 1450,
      agrees: true,
    },
  })
  const facts = await scene.facts(id)
  expect(facts.map(({ type }) => type)).toEqual([
    'document.received',
    'document.read',
    'document.row_mended',
  ])
})

test('a row that is understood and cannot be booked stays on the list with its new reason', async () => {
  await imported([{ invoice: '30' }])
  const { id } = await imported([{ invoice: '30', quantity: 'x' }])
  const mended = await scene.call(`POST /api/imports/${id}/repairs/2`, {
    body: { cells: { Quantity: 1 } },
  })
  expect(mended.json).toMatchObject({ kind: 'repair', reasons: [{ code: 'already_imported' }] })
  const moved = await scene.call(`POST /api/imports/${id}/repairs/2`, {
    body: { cells: { InvoiceNo: '31' } },
  })
  expect(moved.json).toMatchObject({ kind: 'line' })
})

test('pages of repairs are cut where they are told to and go on behind', async () => {
  const { id } = await imported([
    { invoice: '40', quantity: 'a' },
    { invoice: '40', quantity: 'b' },
    { invoice: '40', quantity: 'c' },
  ])
  const first = await scene.call(`GET /api/imports/${id}/repairs?limit=2`)
  expect(first.json.items.map(({ row }: { row: number }) => row)).toEqual([2, 3])
  const next = await scene.call(`GET /api/imports/${id}/repairs?limit=2&cursor=${first.json.next}`)
  expect(next.json).toMatchObject({ items: [{ row: 4 }], next: null })
  const odd = await scene.call(`GET /api/imports/${id}/repairs?cursor=nonsense`)
  expect(odd).toMatchObject({ status: 400, json: { code: 'bad_request' } })
})

test('who may not touch the channel sees nothing of it, and foreign and absent answer alike', async () => {
  const { id } = await imported([{ invoice: '50', quantity: 'a' }])
  const as = { channels: ['web'] }
  expect((await scene.call('GET /api/imports', { as })).json.items).toEqual([])
  const absent = 'doc_00000000000000000000000000'
  for (const path of ['', '/repairs']) {
    const foreign = await scene.call(`GET /api/imports/${id}${path}`, { as })
    const none = await scene.call(`GET /api/imports/${absent}${path}`, { as })
    expect(foreign.status).toBe(404)
    expect({ ...foreign.json, requestId: '' }).toEqual({ ...none.json, requestId: '' })
  }
  const body = { cells: { Quantity: 1 } }
  const mend = await scene.call(`POST /api/imports/${id}/repairs/2`, { as, body })
  expect(mend.json.code).toBe('not_found')
})

test('who may not send files is answered before the file is read', async () => {
  const as = { permissions: new Set(['imports:read']) }
  const answer = await scene.call('POST /api/imports', { as, headers: { 'content-type': 'x/y' } })
  expect(answer).toMatchObject({ status: 403, json: { code: 'not_allowed' } })
})
