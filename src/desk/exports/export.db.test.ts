// A list as a file: what the list shows, page by page, in the reader's language and time zone.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, openDesk } from '../../../test/desk.ts'
import { ownerKey } from '../../../test/house.ts'
import { sql } from '../../base/platform/index.ts'
import { readTable } from '../../base/tables/index.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  const customer = { name: '=HYPERLINK("x")' }
  await desk.place(1, { channel: 'shop', customer, note: 'two\nlines, "quoted"' })
  await desk.place(1_200, { channel: 'web' })
})
afterAll(async () => {
  expect(desk.errors).toEqual([])
  await desk.close()
})

async function exported(query: Record<string, string>) {
  const answer = await desk.ask(`/api/orders/export?${new URLSearchParams(query)}`)
  expect(answer.status).toBe(200)
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { answer, bytes, text: bytes.toString() }
}

async function rowsOf(bytes: Buffer) {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-export-'))
  try {
    await writeFile(join(folder, 'table'), bytes)
    const rows = []
    for await (const chunk of readTable(join(folder, 'table'))) rows.push(...chunk.rows)
    return rows.map(({ cells }) => cells)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

test('the file has every order of the list once, in its sequence, and its header says how many', async () => {
  const { answer, text } = await exported({ columns: 'number,channel' })
  expect(answer.headers.get('x-rows')).toBe('1201')
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="orders-.*\.csv"$/,
  )
  const lines = text.trimEnd().split('\r\n')
  expect(lines[0]).toBe('\uFEFFOrder,Channel')
  const numbers = lines.slice(1).map((line) => Number(line.split(',')[0]))
  const shown = []
  for await (const order of desk.client.pages('GET /api/orders', { limit: 200 }))
    shown.push(order.number)
  expect(numbers).toHaveLength(1_201)
  expect(numbers).toEqual(shown)
})

test('money is decimal beside its currency, times are local, states are words', async () => {
  const columns = 'total,currency,placedAt,state,channel,units,customer,note'
  const { text } = await exported({ columns, channel: 'shop', language: 'zh', tz: 'Asia/Shanghai' })
  expect(text).toBe(
    '\uFEFF金额,币种,下单时间,状态,渠道,件数,客户,备注\r\n' +
      `5.00,GBP,2026-05-04 16:00:00,待审核,门店,1,"'=HYPERLINK(""x"")","two\nlines, ""quoted"""\r\n`,
  )
})

test('a held order and a late one say why they are there, places and channels by the company’s names', async () => {
  const promisedFor = '2026-01-02T03:04:00Z'
  const ids = await desk.place(2, { channel: 'fair', promisedFor })
  const hold = { code: 'address_check' }
  const params = { id: ids[0] ?? '' }
  await desk.client.call('POST /api/orders/{id}/hold', { params, body: hold })
  const name = { zh: '展会', en: 'Trade fair' }
  await desk.client.call('PUT /api/settings/{kind}/{code}', {
    params: { kind: 'channel', code: 'fair' },
    body: { name, promiseHours: null, active: true },
  })
  const columns = 'state,reason,channel,country'
  const asked = { columns, channel: 'fair', sort: 'oldest', language: 'en', tz: 'UTC' }
  const { text } = await exported(asked)
  expect(text.split('\r\n').slice(1, 3).sort()).toEqual([
    'Held · To confirm,Check address,Trade fair,United Kingdom',
    'To confirm,"1 to send, late since 2026-01-02 03:04:00",Trade fair,United Kingdom',
  ])
})

test('an order says what it is short of before it is confirmed, and how much of it nobody released', async () => {
  const { call } = desk.client
  await call('PUT /api/variants', {
    body: { variants: [{ sku: 'CUP', name: { en: 'Cup' }, policy: 'backorder' }] },
  })
  await desk.place(1, { channel: 'stall', lines: [{ sku: 'CUP', quantity: 23 }] })
  const [split = ''] = await desk.place(1, {
    channel: 'stall',
    lines: [{ sku: 'TEA', quantity: 5 }],
  })
  const of = { params: { id: split } }
  await call('POST /api/orders/{id}/confirm', { ...of, body: {} })
  await call('POST /api/orders/{id}/release', {
    ...of,
    body: { lines: [{ line: 1, quantity: 2 }] },
  })
  const asked = { columns: 'state,fulfilment,reason', channel: 'stall', sort: 'oldest', tz: 'UTC' }
  const rowsIn = async (language: string, bucket: string) =>
    (await exported({ ...asked, language, bucket })).text.trimEnd().split('\r\n').slice(1)
  expect(await rowsIn('en', 'to_confirm')).toEqual([
    'To confirm,Partly allocated,3 of 23 pieces short',
  ])
  expect(await rowsIn('zh', 'to_confirm')).toEqual(['待审核,部分分配,23 件缺 3 件'])
  expect(await rowsIn('en', 'to_release')).toEqual([
    'Partly released,Partly released,3 not released yet',
  ])
  expect(await rowsIn('zh', 'to_release')).toEqual(['部分下发,部分下发,还有 3 件未下发'])
})

test('a workbook has the same, with numbers as numbers and times as times', async () => {
  const columns = 'total,currency,placedAt,customer,item'
  const asked = { columns, channel: 'shop', format: 'xlsx', tz: 'Europe/London' }
  const { answer, bytes } = await exported(asked)
  expect(answer.headers.get('x-rows')).toBe('1')
  expect(await rowsOf(bytes)).toEqual([
    ['Total', 'Currency', 'Placed', 'Customer', 'Goods'],
    [5, 'GBP', new Date('2026-05-04T09:00:00Z'), '=HYPERLINK("x")', 'Tea × 1'],
  ])
})

test('only orders of the caller’s channels are in the file', async () => {
  const body = { name: 'shop', role: 'owner' as const, channels: ['shop'] }
  const { secret } = await desk.client.call('POST /api/keys', { body })
  const answer = await desk.ask('/api/orders/export?columns=channel', { key: secret })
  expect(answer.headers.get('x-rows')).toBe('1')
  expect(await answer.text()).toBe('Channel\r\nShop\r\n')
})

test.each([
  ['columns=number,secret', '/query/columns', 'unknown_column'],
  ['tz=Mars/Olympus', '/query/tz', 'time_zone'],
])('%s is refused at its place', async (query, pointer, code) => {
  const answer = await desk.ask(`/api/orders/export?${query}`)
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({ errors: [{ pointer, code }] })
})

test('who goes away in the middle leaves nothing behind, and the house goes on', async () => {
  const headers = { authorization: `Bearer ${ownerKey}` }
  await new Promise<void>((resume) => {
    const asking = request(`${desk.url}/api/orders/export?format=xlsx`, { headers }, (answer) => {
      answer.once('data', () => {
        asking.destroy()
        resume()
      })
      answer.on('error', () => {})
    })
    asking.on('error', () => {})
    asking.end()
  })
  const { answer } = await exported({ channel: 'shop' })
  expect(answer.status).toBe(200)
})

test('a file that cannot be written to its end is cut off and told of, so that nobody takes it for whole', async () => {
  const currency = (code: string) =>
    desk.database.begin((tx) =>
      tx.run(sql`
        update orders.orders set currency = ${code}
        where id = (select min(id) from orders.orders where channel = 'web')`),
    )
  await currency('ZZZ')
  const answer = await desk.ask('/api/orders/export?columns=total')
  expect(answer.status).toBe(200)
  await expect(answer.text()).rejects.toThrow()
  expect(desk.errors.splice(0)).toMatchObject([{ where: 'export', error: { name: 'RangeError' } }])
  await currency('GBP')
})
