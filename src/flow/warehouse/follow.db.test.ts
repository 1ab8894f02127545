import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Floor, openFloor } from '../../../test/floor.ts'
import { warehouseFollowers } from './follow.ts'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(async () => {
  expect(floor.errors).toEqual([])
  await floor.close()
})

const packagesOf = async (id: string) => (await floor.ask(`GET /api/packages?order=${id}`)).items

test('an order shipped without packing gets one package a fact, with its carrier and number', async () => {
  const order = await floor.confirmed([{ sku: 'tea', quantity: 3 }])
  const ship = (quantity: number, more: object = {}) =>
    floor.ask(`POST /api/orders/${order.id}/ship`, {
      body: { lines: [{ line: 1, quantity }], ...more },
    })
  await ship(2, { carrier: 'dpd', trackingNumber: '15501234567890' })
  await ship(1)
  await floor.followAll()
  const [second, first] = await packagesOf(order.id)
  expect(first).toMatchObject({
    carrier: 'dpd',
    trackingNumber: '15501234567890',
    weightG: null,
    fulfilmentOrderId: null,
    locations: ['MAIN'],
    lines: [{ line: 1, sku: 'tea', quantity: 2 }],
  })
  expect(second).toMatchObject({ carrier: 'manual', trackingNumber: second.number })
  expect(second.shippedAt).not.toBeNull()
})

test('the same facts read again make no second package', async () => {
  const { order } = await floor.released([{ sku: 'tea', quantity: 2 }])
  await floor.command(order.id, { type: 'ship' })
  await floor.followAll()
  const before = await floor.state()
  const news = [{ stream: order.id, from: 1, to: 10 }]
  const range = { after: { tx: '0', position: 0 }, upTo: { tx: '0', position: 0 } }
  const [follower] = warehouseFollowers
  await floor.database.begin(async (tx) => await follower?.handle(tx, news, range))
  expect(await floor.state()).toEqual(before)
  expect(await packagesOf(order.id)).toHaveLength(1)
})

test('what left without packing is off the pick list', async () => {
  await floor.stock('tea', 5)
  const { order, fulfilmentOrders } = await floor.released([
    { sku: 'tea', quantity: 110 },
    { sku: 'cup', quantity: 1 },
  ])
  await floor.ask(`POST /api/orders/${order.id}/ship`, {
    body: {
      lines: [
        { line: 1, quantity: 10, location: 'NORTH' },
        { line: 2, quantity: 1 },
      ],
    },
  })
  await floor.followAll()
  const [main, north] = await Promise.all(
    fulfilmentOrders.map(({ id }: { id: string }) => floor.fulfilmentOrder(id)),
  )
  expect(north).toMatchObject({ state: 'shipped', shipped: 10, packed: 10, picked: 10 })
  expect(main).toMatchObject({
    state: 'picking',
    lines: [{ shipped: 0 }, { shipped: 1, picked: 1 }],
  })
  const open = await floor.ask(`GET /api/fulfilment-orders?order=${order.id}&state=open`)
  expect(open.items).toMatchObject([{ id: main.id }])
  const [one] = await packagesOf(order.id)
  expect(one.locations).toEqual(['MAIN', 'NORTH'])
  const seen = await floor.ask(`GET /api/packages?order=${order.id}`, {
    as: { locations: ['NORTH'] },
  })
  expect(seen.items).toHaveLength(1)
})
