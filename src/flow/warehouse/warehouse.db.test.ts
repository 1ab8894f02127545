import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Floor, openFloor } from '../../../test/floor.ts'
import { isRefusal } from '../../base/platform/index.ts'
import { pickFulfilmentOrders } from './pick.ts'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(async () => {
  expect(floor.errors).toEqual([])
  await floor.close()
})

test('a released order becomes one fulfilment order per location, and the order knows', async () => {
  const order = await floor.confirmed([
    { sku: 'tea', quantity: 110 },
    { sku: 'cup', quantity: 2 },
  ])
  const { fulfilmentOrders } = await floor.ask(`POST /api/orders/${order.id}/release`)
  expect(fulfilmentOrders).toMatchObject([
    {
      orderId: order.id,
      orderNumber: order.number,
      location: 'MAIN',
      state: 'released',
      units: 102,
      lines: [
        { line: 1, sku: 'tea', name: { en: 'Article tea' }, quantity: 100, picked: 0 },
        { line: 2, sku: 'cup', quantity: 2 },
      ],
    },
    { location: 'NORTH', units: 10, lines: [{ line: 1, quantity: 10 }] },
  ])
  expect(fulfilmentOrders[0].number).toMatch(/^F1\d{5}$/)
  expect((await floor.order(order.id)).fulfilment).toBe('released')
  expect(await floor.facts(fulfilmentOrders[0].id)).toMatchObject([
    { version: 1, type: 'fulfilment.released', by: 'usr_test', data: { location: 'MAIN' } },
  ])
  await floor.stock('tea', 110)
})

test('an order is released once, and not before it is confirmed; a refusal changes nothing', async () => {
  const { order } = await floor.released([{ sku: 'tea', quantity: 1 }])
  const [received] = await floor.place({ lines: [{ sku: 'tea', quantity: 1 }] })
  const before = await floor.state()
  const again = await floor.call(`POST /api/orders/${order.id}/release`)
  expect(again).toMatchObject({ status: 409, json: { code: 'nothing_to_do' } })
  const early = await floor.call(`POST /api/orders/${received?.id}/release`)
  expect(early).toMatchObject({ status: 409, json: { code: 'wrong_status' } })
  expect(await floor.state()).toEqual(before)
})

test('a batch releases what it can and says why not of the others', async () => {
  const good = await floor.confirmed([{ sku: 'tea', quantity: 1 }])
  const other = await floor.confirmed([{ sku: 'cup', quantity: 1 }])
  const [received] = await floor.place({ lines: [{ sku: 'tea', quantity: 1 }] })
  const orders = [good.id, received?.id, 'ord_00000000000000000000000000', other.id, good.id]
  const { outcomes } = await floor.ask('POST /api/fulfilment-orders/release', { body: { orders } })
  expect(outcomes).toMatchObject([
    { status: 200, fulfilmentOrders: [{ orderId: good.id }] },
    { status: 409, problem: { code: 'wrong_status' } },
    { status: 404, problem: { code: 'not_found' } },
    { status: 200, fulfilmentOrders: [{ orderId: other.id }] },
    { status: 409, problem: { code: 'nothing_to_do' } },
  ])
})

test('a retried release answers the same fulfilment orders and makes no others', async () => {
  const order = await floor.confirmed([{ sku: 'tea', quantity: 1 }])
  const name = `POST /api/orders/${order.id}/release`
  const first = await floor.ask(name, { key: 'release-once' })
  expect(await floor.ask(name, { key: 'release-once' })).toEqual(first)
  const { items } = await floor.ask(`GET /api/fulfilment-orders?order=${order.id}`)
  expect(items).toEqual(first.fulfilmentOrders)
})

test('picking moves the fulfilment order and its order together', async () => {
  const { order, first } = await floor.released([
    { sku: 'tea', quantity: 3 },
    { sku: 'cup', quantity: 1 },
  ])
  const name = `POST /api/fulfilment-orders/${first.id}/pick`
  const some = await floor.ask(name, { body: { lines: [{ line: 1, quantity: 2 }] } })
  expect(some).toMatchObject({ state: 'picking', version: 2, picked: 2 })
  expect(await floor.order(order.id)).toMatchObject({
    fulfilment: 'picking',
    lines: [{ picked: 2 }, { picked: 0 }],
  })
  const rest = await floor.ask(name, { body: {} })
  expect(rest).toMatchObject({ state: 'picked', lines: [{ picked: 3 }, { picked: 1 }] })
  expect((await floor.order(order.id)).fulfilment).toBe('picked')
})

test('picking too much, at the wrong version, or against a hold changes nothing', async () => {
  const { order, first } = await floor.released([{ sku: 'tea', quantity: 2 }])
  const name = `POST /api/fulfilment-orders/${first.id}/pick`
  const before = await floor.state()
  const tooMuch = await floor.call(name, { body: { lines: [{ line: 1, quantity: 3 }] } })
  expect(tooMuch).toMatchObject({
    status: 409,
    json: { code: 'not_enough', params: { line: 1, asked: 3, available: 2 } },
  })
  const stale = await floor.call(name, { body: {}, headers: { 'if-match': '"7"' } })
  expect(stale).toMatchObject({ status: 412, json: { params: { version: 1, yours: 7 } } })
  expect(await floor.state()).toEqual(before)
  await floor.command(order.id, { type: 'hold', hold: { code: 'stop', blocks: ['pick'] } })
  const held = await floor.state()
  const blocked = await floor.call(name, { body: {} })
  expect(blocked).toMatchObject({ status: 409, json: { code: 'held', params: { code: 'stop' } } })
  expect(await floor.state()).toEqual(held)
})

test('two people who pick the same fulfilment order at once pick it once', async () => {
  const { order, first } = await floor.released([{ sku: 'tea', quantity: 5 }])
  const name = `POST /api/fulfilment-orders/${first.id}/pick`
  const answers = await Promise.all(
    Array.from({ length: 6 }, () =>
      floor.call(name, { body: { lines: [{ line: 1, quantity: 2 }] } }),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409, 409, 409])
  for (const { json } of answers.filter(({ status }) => status === 409))
    expect(json).toMatchObject({ code: 'not_enough', params: { asked: 2, available: 1 } })
  expect(await floor.fulfilmentOrder(first.id)).toMatchObject({ picked: 4, version: 3 })
  expect((await floor.order(order.id)).lines[0].picked).toBe(4)
})

test('two processes that pick the same fulfilment order at once wait for each other', async () => {
  const { order, first } = await floor.released([{ sku: 'tea', quantity: 5 }])
  const request = {
    id: first.id,
    scope: { channels: null, locations: null },
    ifVersion: null,
    pieces: [{ line: 1, quantity: 2 }],
    by: 'usr_test',
    command: 'req_test',
  }
  const outcomes = await Promise.all(
    Array.from({ length: 6 }, () =>
      floor.database.begin((tx) => pickFulfilmentOrders(tx, [request], new Date())),
    ),
  )
  const refused = outcomes.flat().filter((outcome) => isRefusal(outcome))
  expect(refused).toHaveLength(4)
  expect(await floor.fulfilmentOrder(first.id)).toMatchObject({ picked: 4, version: 3 })
  expect((await floor.order(order.id)).lines[0].picked).toBe(4)
})

test('the pick list is oldest first, by page, and keeps to its filters', async () => {
  const made = []
  for (let index = 0; index < 3; index++)
    made.push((await floor.released([{ sku: 'cup', quantity: 1 }])).first.id)
  const ids: string[] = []
  let cursor = ''
  do {
    const page = await floor.ask(
      `GET /api/fulfilment-orders?location=MAIN&state=open&limit=2${cursor}`,
    )
    ids.push(...page.items.map(({ id }: { id: string }) => id))
    cursor = page.next ? `&cursor=${page.next}` : ''
  } while (cursor)
  expect(ids).toEqual([...ids].sort())
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toEqual(expect.arrayContaining(made))
  const north = await floor.ask('GET /api/fulfilment-orders?location=NORTH&limit=200')
  expect(north.items.every((one: { location: string }) => one.location === 'NORTH')).toBe(true)
  const nonsense = await floor.call('GET /api/fulfilment-orders?cursor=nonsense')
  expect(nonsense).toMatchObject({ status: 400, json: { code: 'bad_request' } })
})

test('who works at one location sees, releases and picks only what is there', async () => {
  const order = await floor.confirmed([{ sku: 'tea', quantity: 1 }])
  const as = { locations: ['NORTH'] }
  const elsewhere = await floor.call(`POST /api/orders/${order.id}/release`, { as })
  expect(elsewhere).toMatchObject({ status: 409, json: { code: 'nothing_to_do' } })
  const { fulfilmentOrders } = await floor.ask(`POST /api/orders/${order.id}/release`)
  const [one] = fulfilmentOrders
  expect(one.location).toBe('MAIN')
  const seen = await floor.ask(`GET /api/fulfilment-orders?order=${order.id}`, { as })
  expect(seen.items).toEqual([])
  const before = await floor.state()
  for (const name of [
    `GET /api/fulfilment-orders/${one.id}`,
    `GET /api/fulfilment-orders/${one.id}/packing-slip`,
  ])
    expect((await floor.call(name, { as })).json.code).toBe('not_found')
  for (const [step, body] of Object.entries({
    pick: {},
    pack: { packages: [{ weightG: 1 }] },
    ship: {},
  }))
    for (const scope of [as, { channels: ['shop'] }]) {
      const answer = await floor.call(`POST /api/fulfilment-orders/${one.id}/${step}`, {
        as: scope,
        body,
      })
      expect(answer).toMatchObject({ status: 404, json: { code: 'not_found' } })
    }
  expect(await floor.state()).toEqual(before)
})

test('who may not work in the warehouse is told so', async () => {
  const { first } = await floor.released([{ sku: 'tea', quantity: 1 }])
  const as = { permissions: new Set(['orders:read']) }
  const answer = await floor.call(`POST /api/fulfilment-orders/${first.id}/pick`, { as, body: {} })
  expect(answer).toMatchObject({ status: 403, json: { params: { permission: 'warehouse:work' } } })
  expect((await floor.call(`GET /api/fulfilment-orders/${first.id}`, { as })).status).toBe(200)
})
