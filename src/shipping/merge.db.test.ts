// Orders that go in one parcel, by the API: from the merge to the arrival, and what takes one out again.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Floor, openFloor } from '../../test/floor.ts'
import { booksAgree } from '../../test/shop.ts'

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

const tea = (quantity: number) => [{ sku: 'tea', quantity }]
type Id = { id: string }

async function merged(...quantities: number[]) {
  const orders = []
  for (const quantity of quantities) orders.push(await floor.confirmed(tea(quantity)))
  await floor.ask('POST /api/orders/merge', { body: { orders: orders.map(({ id }) => id) } })
  return orders
}

async function released(...quantities: number[]) {
  const orders = await merged(...quantities)
  const answer = await floor.ask(`POST /api/orders/${orders[0]?.id}/release-to-warehouse`)
  return { orders, parts: answer.fulfilmentOrders }
}

const pick = ({ id }: Id) => floor.ask(`POST /api/fulfilment-orders/${id}/pick`, { body: {} })
const pack = ({ id }: Id, body: object = { packages: [{ weightG: 900 }] }) =>
  floor.ask(`POST /api/fulfilment-orders/${id}/pack`, { body })
const ship = ({ id }: Id, body: object = {}) =>
  floor.ask(`POST /api/fulfilment-orders/${id}/ship`, { body })

async function refused(name: string, ask: object, answer: object) {
  const before = await floor.state()
  expect(await floor.call(name, ask)).toMatchObject(answer)
  expect(await floor.state()).toEqual(before)
}

test('orders of one recipient go in one parcel, from the merge to the arrival', async () => {
  const [one, two] = await merged(2, 3)
  expect(await floor.order(one?.id ?? '')).toMatchObject({ merge: expect.stringMatching(/^mrg_/) })
  const answer = await floor.ask(`POST /api/orders/${two?.id}/release-to-warehouse`)
  const [first, second] = answer.fulfilmentOrders
  expect(answer.fulfilmentOrders).toMatchObject([
    { orderId: one?.id, units: 2, together: [{ id: second.id, orderNumber: two?.number }] },
    { orderId: two?.id, units: 3, together: [{ id: first.id, orderNumber: one?.number }] },
  ])
  await pick(first)
  await refused(
    `POST /api/fulfilment-orders/${first.id}/pack`,
    { body: { packages: [{ weightG: 900 }] } },
    { status: 409, json: { code: 'merge_waits', params: { orders: String(two?.number) } } },
  )
  await pick(second)
  const packed = await pack(second)
  const [p1, p2] = packed.packages
  expect(packed.packages).toMatchObject([
    { orderId: two?.id, weightG: 900, lines: [{ quantity: 3 }] },
    { orderId: one?.id, weightG: 900, lines: [{ quantity: 2 }] },
  ])
  expect(p1.parcel).toBe(p1.number)
  expect(p2.parcel).toBe(p1.number)
  const packages = [{ id: p2.id, trackingNumber: 'SF1' }]
  const sent = await ship(first, { carrier: 'sf', packages })
  expect(sent.packages).toMatchObject([
    { id: p2.id, carrier: 'sf', trackingNumber: 'SF1' },
    { id: p1.id, carrier: 'sf', trackingNumber: 'SF1', shippedAt: sent.packages[0].shippedAt },
  ])
  const at = new Date().toISOString()
  const events = [{ package: p1.id, status: 'delivered', at }]
  const tracked = await floor.ask('POST /api/tracking-events', { body: { events } })
  expect(tracked.outcomes).toMatchObject([{ status: 200, recorded: 2 }])
  for (const order of [one, two])
    expect(await floor.order(order?.id ?? '')).toMatchObject({ status: 'closed' })
})
