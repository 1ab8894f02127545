// The papers as the warehouse gets them: over HTTP, read back by eye and by scanner.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCodes, readPdf } from '../src/base/papers/reading.fixture.ts'
import { isRefusal } from '../src/base/platform/index.ts'
import { changeCompany } from '../src/ground/company/index.ts'
import { saveLocations } from '../src/ground/stock/index.ts'
import { type Floor, openFloor } from './floor.ts'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
  const address = { street: '和平路 63 号', city: '深圳市', region: '广东省', country: 'CN' }
  const name = { zh: '深圳仓', en: 'Shenzhen' }
  const row = { code: 'MAIN', name, address, priority: 0, active: true }
  const cause = { by: 'system', command: 'test', at: new Date() }
  await floor.database.begin((tx) => saveLocations(tx, [row], cause))
})
afterAll(async () => {
  expect(floor.errors).toEqual([])
  await floor.close()
})

async function paper(path: string) {
  const answer = await floor.server.inject({ method: 'GET', url: path })
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toBe('application/pdf')
  const pages = await readPdf(answer.rawPayload)
  const codes = await Promise.all(pages.map((page) => readCodes(page)))
  return {
    pages: pages.length,
    text: pages.map(({ text }) => text).join(''),
    codes: codes.flat().map(({ text }) => text),
    name: answer.headers['content-disposition'],
  }
}

const lines = [{ sku: 'tea', quantity: 2, name: { zh: '龙井茶', en: 'Longjing tea' } }]
const chineseReader = {
  customer: { name: '陶喆', language: 'zh' },
  shipTo: {
    name: '陶喆',
    country: 'CN',
    region: '浙江省',
    city: '杭州市',
    street: '文三路 478 号',
  },
} as const

test('a packing slip carries both numbers, in the customer’s language or the one asked for', async () => {
  const { order, first } = await floor.released(lines, chineseReader)
  const path = `/api/fulfilment-orders/${first.id}/packing-slip`
  const chinese = await paper(path)
  expect(chinese.text).toContain('装箱单')
  expect(chinese.text).toContain('龙井茶')
  expect(chinese.text).toContain('深圳仓')
  expect(chinese.codes.sort()).toEqual([String(order.number), first.number].sort())
  const english = await paper(`${path}?language=en`)
  expect(english.text).toContain('Packingslip')
  expect(english.text).toContain('Longjingtea')
  expect(english.codes).toContain(first.number)
  expect(english.name).toBe(`inline; filename="${first.number}.pdf"`)
})

test('a packing slip leaves out what was called back', async () => {
  const { first } = await floor.released([...lines, { sku: 'cup', quantity: 1 }], chineseReader)
  await floor.ask(`POST /api/fulfilment-orders/${first.id}/pick`, {
    body: { lines: [{ line: 2, quantity: 1 }] },
  })
  const path = `/api/fulfilment-orders/${first.id}/packing-slip`
  expect((await paper(path)).text).toContain('龙井茶')
  await floor.ask(`POST /api/fulfilment-orders/${first.id}/recall`)
  expect((await paper(path)).text).not.toContain('龙井茶')
})

test('a label of a package that has not left carries the number it will be tracked by', async () => {
  const { first } = await floor.released(lines, chineseReader)
  await floor.ask(`POST /api/fulfilment-orders/${first.id}/pick`, { body: {} })
  const packages = [{ weightG: 1_250, lines: [{ line: 1, quantity: 1 }] }, { weightG: 700 }]
  const packed = await floor.ask(`POST /api/fulfilment-orders/${first.id}/pack`, {
    body: { packages },
  })
  const [, second] = packed.packages
  const chinese = await paper(`/api/packages/${second.id}/label`)
  expect(chinese.pages).toBe(1)
  expect(chinese.codes).toContain(second.number)
  expect(chinese.text).toContain('陶喆')
  expect(chinese.text).toContain('2/2')
  expect(chinese.text).toContain('0.70kg')
  const sent = await floor.ask(`POST /api/fulfilment-orders/${first.id}/ship`, { body: {} })
  expect(sent.packages[1].trackingNumber).toBe(second.number)
})

test('a label carries the carrier’s tracking number, and English where no language is known', async () => {
  const { order, one } = await floor.sent(lines)
  const own = await paper(`/api/packages/${one.id}/label`)
  expect(own.codes).toContain(one.number)
  expect(own.text).toContain('Order')
  expect(own.text).toContain(String(order.number))
  const other = await floor.confirmed(lines)
  const body = { carrier: 'royal-mail', trackingNumber: 'RM123456785GB' }
  await floor.ask(`POST /api/orders/${other.id}/ship`, { body })
  await floor.followAll()
  const [unpacked] = (await floor.ask(`GET /api/packages?order=${other.id}`)).items
  const label = await paper(`/api/packages/${unpacked.id}/label?language=en`)
  expect(label.codes).toContain('RM123456785GB')
  expect(label.text).toContain('royal-mail')
})

test('there is no paper of what is not there, and none in a language we do not print', async () => {
  const nowhere = 'ful_00000000000000000000000000'
  const absent = await floor.call(`GET /api/fulfilment-orders/${nowhere}/packing-slip`)
  expect(absent).toMatchObject({ status: 404, json: { code: 'not_found' } })
  const french = await floor.call(`GET /api/fulfilment-orders/${nowhere}/packing-slip?language=fr`)
  expect(french).toMatchObject({ status: 422, json: { errors: [{ pointer: '/query/language' }] } })
})

test('what the company has set stands on its papers', async () => {
  const cause = { by: 'system', command: 'test', at: new Date() }
  const part = { street: '1 Tea Lane', district: '', city: 'Hull', region: '', postcode: 'HU1' }
  const company = {
    name: { zh: '青禾茶业', en: 'Qinghe Tea' },
    address: { ...part, country: 'GB' },
    ...{ phone: '+44 1482 000000', mail: 'hi@tea.test', taxNumber: 'GB1', timeZone: 'Asia/Tokyo' },
  }
  const text = (zh: string, en: string) => ({ text: { zh, en } })
  const name = { zh: '皇家邮政', en: 'Royal Mail' }
  const outcomes = await floor.database.begin((tx) =>
    changeCompany(
      tx,
      [
        { kind: 'company', code: 'company', value: company },
        {
          ...{ kind: 'carrier', code: 'royal-mail' },
          value: { name, trackingUrl: '', cutOff: null, active: true },
        },
        { kind: 'template', code: 'packing_slip_footer', value: text('谢谢', 'Thank you') },
        { kind: 'template', code: 'packing_slip_returns', value: text('七天', 'Within 30 days') },
      ],
      cause,
    ),
  )
  expect(outcomes.filter(isRefusal)).toEqual([])

  const { first } = await floor.released(lines, chineseReader)
  const slip = await paper(`/api/fulfilment-orders/${first.id}/packing-slip?language=en`)
  const told = ['QingheTea', '1TeaLane,Hull,HU1', '+441482000000', 'GB1', 'Returns', 'Within30days']
  for (const part of [...told, 'Thankyou']) expect(slip.text).toContain(part)
  const other = await floor.confirmed(lines)
  const body = { carrier: 'royal-mail', trackingNumber: 'RM987654321GB' }
  await floor.ask(`POST /api/orders/${other.id}/ship`, { body })
  await floor.followAll()
  const [parcel] = (await floor.ask(`GET /api/packages?order=${other.id}`)).items
  const label = await paper(`/api/packages/${parcel.id}/label?language=zh`)
  for (const part of ['皇家邮政', '青禾茶业']) expect(label.text).toContain(part)

  // What has not left carries the carrier that its order names.
  await floor.command(first.orderId, { type: 'change', carrier: 'royal-mail' })
  await floor.ask(`POST /api/fulfilment-orders/${first.id}/pick`, { body: {} })
  const packing = { packages: [{ weightG: 700 }] }
  const { packages } = await floor.ask(`POST /api/fulfilment-orders/${first.id}/pack`, {
    body: packing,
  })
  const waiting = await paper(`/api/packages/${packages[0].id}/label?language=zh`)
  expect(waiting.text).toContain('皇家邮政')
})
