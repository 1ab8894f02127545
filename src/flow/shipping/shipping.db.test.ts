import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Floor, openFloor } from '../../../test/floor.ts'
import { sql } from '../../base/platform/index.ts'
import { levelsOf } from '../../ground/stock/index.ts'
import { shipFulfilmentOrders } from './ship.ts'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(async () => {
  expect(floor.errors).toEqual([])
  await floor.close()
})

async function picked(lines: { sku: string; quantity: number }[]) {
  const { order, first } = await floor.released(lines)
  await floor.ask(`POST /api/fulfilment-orders/${first.id}/pick`, { body: {} })
  return { order, at: `/api/fulfilment-orders/${first.id}` }
}

async function packed(quantity: number, ...weights: number[]) {
  const { order, at } = await picked([{ sku: 'tea', quantity }])
  const body = {
    packages: weights.map((weightG) => ({ weightG, lines: [{ line: 1, quantity: 1 }] })),
  }
  const { packages } = await floor.ask(`POST ${at}/pack`, { body })
  return { order, at, packages }
}

test('packing makes packages with weight, size and a number of their own', async () => {
  const { order, at } = await picked([
    { sku: 'tea', quantity: 3 },
    { sku: 'cup', quantity: 1 },
  ])
  const body = {
    packages: [
      {
        weightG: 1_250,
        lengthMm: 300,
        widthMm: 200,
        heightMm: 100,
        lines: [{ line: 1, quantity: 2 }],
      },
      { weightG: 900 },
    ],
  }
  const { fulfilmentOrder, packages } = await floor.ask(`POST ${at}/pack`, { body })
  expect(fulfilmentOrder).toMatchObject({ state: 'packed', version: 3, packed: 4, shipped: 0 })
  expect(packages).toMatchObject([
    {
      orderId: order.id,
      orderNumber: order.number,
      fulfilmentOrderId: fulfilmentOrder.id,
      weightG: 1_250,
      lengthMm: 300,
      carrier: null,
      shippedAt: null,
      status: 'unknown',
      lines: [{ line: 1, sku: 'tea', quantity: 2 }],
    },
    {
      weightG: 900,
      lengthMm: null,
      lines: [
        { line: 1, sku: 'tea', quantity: 1 },
        { line: 2, sku: 'cup', quantity: 1 },
      ],
    },
  ])
  for (const { number } of packages) expect(number).toMatch(/^P1\d{5}$/)
  expect(await floor.facts(packages[0].id)).toMatchObject([{ type: 'package.packed', version: 1 }])
  expect((await floor.order(order.id)).fulfilment).toBe('picked')
})

test('packing what was not picked, more than was picked, or air changes nothing', async () => {
  const { first } = await floor.released([{ sku: 'tea', quantity: 2 }])
  const name = `POST /api/fulfilment-orders/${first.id}`
  const unpicked = await floor.state()
  const early = await floor.call(`${name}/pack`, { body: { packages: [{ weightG: 1 }] } })
  expect(early).toMatchObject({
    status: 409,
    json: { code: 'nothing_to_do', params: { transition: 'pack', quantity: 2, picked: 0 } },
  })
  expect(await floor.state()).toEqual(unpicked)
  await floor.ask(`${name}/pick`, { body: { lines: [{ line: 1, quantity: 1 }] } })
  const before = await floor.state()
  const lines = [{ line: 1, quantity: 2 }]
  const tooMuch = await floor.call(`${name}/pack`, { body: { packages: [{ weightG: 1, lines }] } })
  expect(tooMuch).toMatchObject({
    status: 409,
    json: {
      code: 'not_picked',
      params: { line: 1, asked: 2, available: 1, picked: 1, packed: 0 },
      errors: [{ pointer: '/packages/0/lines' }],
    },
  })
  const light = await floor.call(`${name}/pack`, { body: { packages: [{ weightG: 0 }] } })
  expect(light).toMatchObject({
    status: 422,
    json: { errors: [{ pointer: '/packages/0/weightG' }] },
  })
  expect(await floor.state()).toEqual(before)
})

test('shipping tells order, stock, fulfilment order and packages in one go', async () => {
  const { order, at, packages } = await packed(2, 100, 200)
  const onHand = async () => {
    const levels = await floor.database.read((tx) => levelsOf(tx, ['tea'], ['MAIN']))
    return levels[0]?.onHand ?? 0
  }
  const before = await onHand()
  const body = {
    carrier: 'royal-mail',
    service: 'Tracked 24',
    packages: [{ id: packages[0].id, trackingNumber: 'RM123456785GB' }, { id: packages[1].id }],
  }
  const sent = await floor.ask(`POST ${at}/ship`, { body })
  expect(sent.fulfilmentOrder).toMatchObject({ state: 'shipped', shipped: 2 })
  expect(sent.packages).toMatchObject([
    { carrier: 'royal-mail', service: 'Tracked 24', trackingNumber: 'RM123456785GB', version: 2 },
    { carrier: 'royal-mail', trackingNumber: packages[1].number },
  ])
  for (const one of sent.packages) expect(Date.parse(one.shippedAt)).toBeGreaterThan(0)
  expect((await floor.order(order.id)).fulfilment).toBe('shipped')
  expect(await onHand()).toBe(before - 2)
  const { items } = await floor.ask(`GET /api/orders/${order.id}/events`)
  expect(items.slice(-2)).toMatchObject([
    {
      type: 'order.shipped',
      data: { package: packages[0].id, carrier: 'royal-mail', trackingNumber: 'RM123456785GB' },
    },
    {
      type: 'order.shipped',
      data: { package: packages[1].id, trackingNumber: packages[1].number },
    },
  ])
  await floor.followAll()
  expect((await floor.ask(`GET /api/packages?order=${order.id}`)).items).toHaveLength(2)
})

test('one package can leave before the others', async () => {
  const { order, at, packages } = await packed(3, 100, 200, 300)
  const some = { packages: [{ id: packages[1].id }] }
  const sent = await floor.ask(`POST ${at}/ship`, { body: some })
  expect(sent.packages.map(({ id }: { id: string }) => id)).toEqual([packages[1].id])
  expect(sent.fulfilmentOrder).toMatchObject({ state: 'packed', shipped: 1 })
  expect((await floor.order(order.id)).fulfilment).toBe('partly_shipped')
  const rest = await floor.ask(`POST ${at}/ship`, { body: {} })
  expect(rest.packages).toHaveLength(2)
  expect(rest.fulfilmentOrder.state).toBe('shipped')
})

test('shipping too early, twice, or a stranger’s package changes nothing', async () => {
  const early = await picked([{ sku: 'tea', quantity: 1 }])
  const { at, packages } = await packed(1, 100)
  const other = await packed(1, 100)
  await floor.ask(`POST ${at}/ship`, { body: {} })
  const before = await floor.state()
  const unpacked = await floor.call(`POST ${early.at}/ship`, { body: {} })
  expect(unpacked).toMatchObject({
    status: 409,
    json: { code: 'not_packed', params: { state: 'picked', quantity: 1, picked: 1, packed: 0 } },
  })
  const again = await floor.call(`POST ${at}/ship`, {
    body: { packages: [{ id: packages[0].id }] },
  })
  expect(again).toMatchObject({
    status: 409,
    json: { code: 'already_shipped', params: { number: packages[0].number } },
  })
  const stranger = { packages: [{ id: packages[0].id }] }
  const foreign = await floor.call(`POST ${other.at}/ship`, { body: stranger })
  expect(foreign).toMatchObject({
    status: 422,
    json: { code: 'unknown_package', errors: [{ pointer: '/packages/0/id' }] },
  })
  const twice = { packages: [{ id: other.packages[0].id }, { id: other.packages[0].id }] }
  const doubled = await floor.call(`POST ${other.at}/ship`, { body: twice })
  expect(doubled).toMatchObject({ status: 409, json: { code: 'already_shipped' } })
  expect(await floor.state()).toEqual(before)
})

/** As in the books of a house from before, where an order's own ship could take what stood packed. */
const lackOne = (id: string) =>
  floor.run(
    sql`update stock.allocations set quantity = 1, released = 1, packed = 1 where order_id = ${id}`,
  )

test('what the order refuses, no package ships: held, or not there for all of them', async () => {
  const { order, at } = await packed(2, 100, 200)
  await floor.command(order.id, { type: 'hold', hold: { code: 'stop', blocks: ['ship'] } })
  const held = await floor.state()
  const blocked = await floor.call(`POST ${at}/ship`, { body: {} })
  expect(blocked).toMatchObject({ status: 409, json: { code: 'held' } })
  expect(await floor.state()).toEqual(held)
  // One piece is there no more: only one of the two packages could still be shipped, so none is.
  await floor.command(order.id, { type: 'lift' })
  await lackOne(order.id)
  const before = await floor.state()
  const short = await floor.call(`POST ${at}/ship`, { body: {} })
  expect(short).toMatchObject({
    status: 409,
    json: { code: 'not_allocated_there', params: { missing: 1 } },
  })
  expect(await floor.state()).toEqual(before)
})

test('a request that cannot ship whole does not keep the others of its batch from leaving', async () => {
  const torn = await packed(2, 100, 200)
  const whole = await packed(1, 100)
  await lackOne(torn.order.id)
  const request = (at: string) => ({
    id: at.split('/').at(-1) ?? '',
    scope: { channels: null, locations: null },
    ifVersion: null,
    carrier: 'manual',
    by: 'usr_test',
    command: 'req_test',
  })
  const outcomes = await floor.database.begin((tx) =>
    shipFulfilmentOrders(tx, [torn.at, whole.at, torn.at].map(request), new Date()),
  )
  expect(outcomes).toMatchObject([
    { refused: 'not_allocated_there' },
    { order: { state: 'shipped' }, packages: [{}] },
    { refused: 'not_allocated_there' },
  ])
  expect((await floor.order(torn.order.id)).lines[0].shipped).toBe(0)
  expect((await floor.order(whole.order.id)).lines[0].shipped).toBe(1)
})

test('two people who ship the same packages at once ship them once', async () => {
  const { order, at } = await packed(2, 100, 200)
  const request = {
    id: at.split('/').at(-1) ?? '',
    scope: { channels: null, locations: null },
    ifVersion: null,
    carrier: 'manual',
    by: 'usr_test',
    command: 'req_test',
  }
  const outcomes = await Promise.all(
    Array.from({ length: 4 }, () =>
      floor.database.begin((tx) => shipFulfilmentOrders(tx, [request], new Date())),
    ),
  )
  const kinds = outcomes.flat().map((one) => ('refused' in one ? one.refused : 'shipped'))
  expect(kinds.sort()).toEqual(['not_packed', 'not_packed', 'not_packed', 'shipped'])
  expect((await floor.order(order.id)).lines[0].shipped).toBe(2)
})

test('a package is seen by its id, by its order and in the list, and only by who may see it', async () => {
  const { order, packages } = await packed(1, 100)
  const [{ id, number }] = packages
  const one = await floor.ask(`GET /api/packages/${id}`)
  expect(one).toMatchObject({ id, number, events: [] })
  const mine = await floor.ask(`GET /api/orders/${order.id}/packages`)
  expect(mine).toMatchObject({ tracking: null, items: [{ id }] })
  const all = await floor.ask('GET /api/packages?limit=1')
  expect(all).toMatchObject({ items: [{ id }], next: expect.any(String) })
  for (const as of [{ locations: ['NORTH'] }, { channels: ['shop'] }]) {
    expect((await floor.call(`GET /api/packages/${id}`, { as })).status).toBe(404)
    expect((await floor.call(`GET /api/packages/${id}/label`, { as })).status).toBe(404)
    expect((await floor.ask(`GET /api/packages?order=${order.id}`, { as })).items).toEqual([])
  }
  const foreign = await floor.call(`GET /api/orders/${order.id}/packages`, { as: { channels: [] } })
  expect(foreign.status).toBe(404)
})

test('packages that wait to leave are told from those that left, and those packed before a time are left out', async () => {
  const { order, at } = await packed(2, 100, 200)
  const of = (query: string) => floor.ask(`GET /api/packages?order=${order.id}&${query}`)
  expect((await of('shipped=false')).items).toHaveLength(2)
  expect((await of('shipped=true')).items).toEqual([])
  await floor.ask(`POST ${at}/ship`, { body: {} })
  expect((await of('shipped=true')).items).toHaveLength(2)
  expect((await of('packedFrom=2999-01-01T00:00:00Z')).items).toEqual([])
})
