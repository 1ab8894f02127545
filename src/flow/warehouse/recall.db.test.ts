// Splitting an order and calling parts back, by the API: quantities, stock and log move together, also against each other.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Floor, openFloor } from '../../../test/floor.ts'
import { booksAgree } from '../../../test/shop.ts'
import { isRefusal, sql } from '../../base/platform/index.ts'
import { pickFulfilmentOrders } from './pick.ts'
import { recallFulfilmentOrders } from './recall.ts'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
  await floor.stock('tea', 5_000)
})
afterAll(async () => {
  expect(floor.errors).toEqual([])
  await booksAgree(floor.database)
  await floor.close()
})

const releasing = (id: string) => `POST /api/orders/${id}/release`
const recalling = (id: string) => `POST /api/fulfilment-orders/${id}/recall`
const tea = (quantity: number) => [{ sku: 'tea', quantity }]

async function split(...parts: number[]) {
  const order = await floor.confirmed(tea(parts.reduce((sum, one) => sum + one, 0)))
  const made = []
  for (const quantity of parts) {
    const body = { lines: [{ line: 1, quantity }] }
    made.push((await floor.ask(releasing(order.id), { body })).fulfilmentOrders[0])
  }
  return { order, parts: made }
}

const claims = async (orderId: string) =>
  await floor.rows<{ quantity: number; released: number }>(sql`
    select quantity, released from stock.allocations where order_id = ${orderId} order by line, location`)

test('what is named goes now as a fulfilment order of its own, and the rest stays allocated until it is released', async () => {
  const order = await floor.confirmed([
    { sku: 'tea', quantity: 5 },
    { sku: 'cup', quantity: 2 },
  ])
  const lines = [{ line: 1, quantity: 3, location: 'MAIN' }]
  const first = await floor.ask(releasing(order.id), { body: { lines } })
  expect(first.fulfilmentOrders).toMatchObject([
    { orderId: order.id, location: 'MAIN', units: 3, lines: [{ line: 1, quantity: 3 }] },
  ])
  expect(await floor.order(order.id)).toMatchObject({
    fulfilment: 'partly_released',
    lines: [
      { allocated: 5, released: 3 },
      { allocated: 2, released: 0 },
    ],
  })
  expect(await claims(order.id)).toEqual([
    { quantity: 5, released: 3 },
    { quantity: 2, released: 0 },
  ])
  const second = await floor.ask(releasing(order.id))
  expect(second.fulfilmentOrders).toMatchObject([
    {
      units: 4,
      lines: [
        { line: 1, quantity: 2 },
        { line: 2, quantity: 2 },
      ],
    },
  ])
  const { items } = await floor.ask(`GET /api/fulfilment-orders?order=${order.id}`)
  expect(items.map(({ units }: { units: number }) => units)).toEqual([3, 4])
})

test('where the pieces of an order stand is told by location, and to whom works at one only what is there', async () => {
  await floor.variants(['ink'], 'refuse')
  await floor.stock('ink', 2)
  await floor.stock('ink', 3, 'NORTH')
  const order = await floor.confirmed([{ sku: 'ink', quantity: 4 }])
  await floor.ask(releasing(order.id), {
    body: { lines: [{ line: 1, quantity: 1, location: 'NORTH' }] },
  })
  const name = `GET /api/orders/${order.id}/allocations`
  const main = { line: 1, sku: 'ink', location: 'MAIN', quantity: 2, released: 0 }
  const there = { line: 1, sku: 'ink', location: 'NORTH', quantity: 2, released: 1 }
  expect((await floor.ask(name)).items).toEqual([main, there])
  expect((await floor.ask(name, { as: { locations: ['NORTH'] } })).items).toEqual([there])
  const stranger = await floor.call(name, { as: { channels: ['shop'] } })
  expect(stranger).toMatchObject({ status: 404, json: { code: 'not_found' } })
})

test('splitting is offered while more than one piece can go, and the carrier until the last has left', async () => {
  const order = await floor.confirmed(tea(2))
  const optionsOf = async () => {
    const { items } = await floor.ask(`GET /api/orders/${order.id}/commands`)
    type Option = { command: string; problem?: { code: string } }
    const code = (name: string) =>
      (items as Option[]).find(({ command }) => command === name)?.problem?.code ?? 'allowed'
    return [code('release'), code('split'), code('carrier')]
  }
  expect(await optionsOf()).toEqual(['allowed', 'allowed', 'allowed'])
  await floor.ask(releasing(order.id), { body: { lines: [{ line: 1, quantity: 1 }] } })
  expect(await optionsOf()).toEqual(['allowed', 'nothing_to_split', 'allowed'])
  await floor.command(order.id, { type: 'ship' })
  expect(await optionsOf()).toEqual(['nothing_to_do', 'nothing_to_do', 'everything_left'])
})

test('a part that is not there is refused with its numbers and its place, and nothing changes', async () => {
  const order = await floor.confirmed(tea(3))
  const before = await floor.state()
  const refused = async (lines: object[], answer: object) => {
    expect(await floor.call(releasing(order.id), { body: { lines } })).toMatchObject(answer)
    expect(await floor.state()).toEqual(before)
  }
  const one = { line: 1, quantity: 1 }
  await refused([one, { line: 7, quantity: 1 }], {
    status: 422,
    json: { code: 'unknown_line', params: { line: 7 }, errors: [{ pointer: '/lines/1/line' }] },
  })
  await refused([{ line: 1, quantity: 4 }], {
    status: 409,
    json: {
      code: 'not_enough',
      params: { line: 1, asked: 4, available: 3 },
      errors: [{ pointer: '/lines/0/quantity' }],
    },
  })
  await refused([{ ...one, quantity: 2, location: 'NORTH' }], {
    status: 409,
    json: { code: 'not_allocated_there', params: { line: 1, location: 'NORTH', missing: 2 } },
  })
  await refused([], { status: 422, json: { errors: [{ pointer: '/lines' }] } })
})

test('a fulfilment order that nobody has picked is called back whole, and the order is free again', async () => {
  const { order, parts } = await split(2, 3)
  const [first] = parts
  const answer = await floor.ask(recalling(first.id))
  expect(answer).toMatchObject({ state: 'recalled', units: 0, recalled: 2, version: 2 })
  expect(await floor.order(order.id)).toMatchObject({ lines: [{ allocated: 5, released: 3 }] })
  expect(await claims(order.id)).toEqual([{ quantity: 5, released: 3 }])
  expect((await floor.facts(order.id)).at(-1)).toMatchObject({
    type: 'order.recalled',
    by: 'usr_test',
    data: { pieces: [{ line: 1, quantity: 2, location: 'MAIN' }] },
  })
  expect((await floor.facts(first.id)).at(-1)).toMatchObject({
    type: 'fulfilment.recalled',
    data: { pieces: [{ line: 1, quantity: 2 }] },
  })
  await floor.ask(recalling(parts[1].id))
  expect((await floor.order(order.id)).fulfilment).toBe('allocated')
  await floor.command(order.id, { type: 'cancel', reason: 'customer_request' })
  expect(await claims(order.id)).toEqual([])
})

test('it is out of the pick list and still to be seen', async () => {
  const { order, parts } = await split(1)
  await floor.ask(recalling(parts[0].id))
  const listed = async (query: string) =>
    (await floor.ask(`GET /api/fulfilment-orders?order=${order.id}${query}`)).items
  expect(await listed('&state=open')).toEqual([])
  expect(await listed('&state=recalled')).toHaveLength(1)
  expect(await listed('')).toMatchObject([{ id: parts[0].id, state: 'recalled' }])
})

test('what is picked goes on; the rest that the shelf did not yield comes back', async () => {
  const { order, parts } = await split(5)
  const at = `/api/fulfilment-orders/${parts[0].id}`
  await floor.ask(`POST ${at}/pick`, { body: { lines: [{ line: 1, quantity: 3 }] } })
  expect(await floor.ask(recalling(parts[0].id))).toMatchObject({
    state: 'picked',
    units: 3,
    recalled: 2,
  })
  expect(await claims(order.id)).toEqual([{ quantity: 5, released: 3 }])
  await floor.ask(`POST ${at}/pack`, { body: { packages: [{ weightG: 100 }] } })
  const sent = await floor.ask(`POST ${at}/ship`, { body: {} })
  expect(sent.fulfilmentOrder).toMatchObject({ state: 'shipped', shipped: 3 })
  expect(await floor.order(order.id)).toMatchObject({
    fulfilment: 'partly_shipped',
    lines: [{ allocated: 5, released: 3, picked: 3, shipped: 3 }],
  })
  const again = await floor.ask(releasing(order.id))
  expect(again.fulfilmentOrders).toMatchObject([{ units: 2 }])
})

test('what is in somebody’s hands, back already, at another version or not theirs is not called back', async () => {
  const { order, parts } = await split(2)
  const name = recalling(parts[0].id)
  const refused = async (ask: object, answer: object) => {
    const before = await floor.state()
    expect(await floor.call(name, ask)).toMatchObject(answer)
    expect(await floor.state()).toEqual(before)
  }
  await refused({ headers: { 'if-match': '"7"' } }, { status: 412 })
  await refused({ as: { locations: ['NORTH'] } }, { status: 404, json: { code: 'not_found' } })
  const viewer = { permissions: new Set(['orders:read', 'warehouse:work']) }
  await refused({ as: viewer }, { status: 403, json: { params: { permission: 'orders:release' } } })
  await floor.ask(`POST /api/fulfilment-orders/${parts[0].id}/pick`, { body: {} })
  await refused({}, { status: 409, json: { code: 'already_picked', params: { picked: 2 } } })
  const other = await split(1)
  await floor.ask(recalling(other.parts[0].id))
  const twice = await floor.call(recalling(other.parts[0].id))
  expect(twice).toMatchObject({ status: 409, json: { code: 'nothing_to_do' } })
  expect((await floor.order(order.id)).lines[0].picked).toBe(2)
})

test('what left from the shelf before anyone counted it cannot be called back', async () => {
  const { order, parts } = await split(3, 2)
  const shipped = { type: 'ship', pieces: [{ line: 1, quantity: 4 }] } as const
  await floor.command(order.id, { ...shipped, pieces: [...shipped.pieces] })
  const before = await floor.state()
  const late = await floor.call(recalling(parts[1].id))
  expect(late).toMatchObject({
    status: 409,
    json: { code: 'not_enough', params: { asked: 2, available: 1 } },
  })
  expect(await floor.state()).toEqual(before)
  await floor.followAll()
  expect(await floor.ask(recalling(parts[1].id))).toMatchObject({ recalled: 1, shipped: 1 })
})

test('a retry under the same key answers the same and calls back nothing more', async () => {
  const { order, parts } = await split(4)
  const first = await floor.ask(recalling(parts[0].id), { key: 'recall-once' })
  await floor.ask(releasing(order.id))
  expect(await floor.ask(recalling(parts[0].id), { key: 'recall-once' })).toEqual(first)
  expect(await claims(order.id)).toEqual([{ quantity: 4, released: 4 }])
})

test('of calling back and picking at the same moment exactly one gets each piece, time after time', async () => {
  const orders = await Promise.all(Array.from({ length: 24 }, () => split(2, 3)))
  const scope = { channels: null, locations: null }
  const asked = { scope, ifVersion: null, by: 'usr_test', command: 'req_test' }
  const each = orders.map(async ({ order, parts }, index) => {
    const [id, other] = parts.map((part) => part.id)
    const pieces = [{ line: 1, quantity: 1 + (index % 2) }]
    const steps = [
      () =>
        floor.database.begin((tx) => recallFulfilmentOrders(tx, [{ ...asked, id }], new Date())),
      () =>
        floor.database.begin((tx) =>
          pickFulfilmentOrders(tx, [{ ...asked, id, pieces }], new Date()),
        ),
      () =>
        floor.database.begin((tx) =>
          recallFulfilmentOrders(
            tx,
            [other, id].map((one) => ({ ...asked, id: one })),
            new Date(),
          ),
        ),
    ]
    const turned = index % 3
    const outcomes = await Promise.all(
      [...steps.slice(turned), ...steps.slice(0, turned)].map((step) => step()),
    )
    const one = await floor.fulfilmentOrder(id)
    const { allocated, released, picked } = (await floor.order(order.id)).lines[0]
    const won = outcomes.flat().filter((outcome) => !isRefusal(outcome)).length
    return { ...one, order: { allocated, released, picked }, won }
  })
  const ends = await Promise.all(each)
  for (const { picked, recalled, units, order, won } of ends) {
    expect(picked + recalled).toBe(2)
    expect(units).toBe(picked)
    expect(order).toEqual({ allocated: 5, released: picked, picked })
    expect(won).toBeGreaterThanOrEqual(2)
  }
  const winners = new Set(ends.map(({ picked }) => (picked > 0 ? 'pick' : 'recall')))
  expect([...winners].sort(), 'both have won some').toEqual(['pick', 'recall'])
})
