// Pieces that stand packed leave with their package: the order's own ship takes none of them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Floor, openFloor } from '../../../test/floor.ts'
import { sql } from '../../base/platform/index.ts'
import { verifyAll } from '../../verify.ts'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(async () => {
  expect(floor.errors).toEqual([])
  await floor.close()
})

/** An order of five, of which two stand packed; the rest waits, picked. */
async function packedInPart() {
  const { order, first } = await floor.released([{ sku: 'tea', quantity: 5 }])
  await floor.ask(`POST /api/fulfilment-orders/${first.id}/pick`, { body: {} })
  const body = { packages: [{ weightG: 300, lines: [{ line: 1, quantity: 2 }] }] }
  const { packages } = await floor.ask(`POST /api/fulfilment-orders/${first.id}/pack`, { body })
  return { order, first, one: packages[0] }
}

const ship = (id: string, quantity?: number) =>
  floor.call(`POST /api/orders/${id}/ship`, {
    body: quantity === undefined ? {} : { lines: [{ line: 1, quantity }] },
  })
const shipPacked = (id: string) =>
  floor.call(`POST /api/fulfilment-orders/${id}/ship`, { body: { carrier: 'ups' } })

async function standingOf(order: string) {
  const { items } = await floor.ask(`GET /api/packages?order=${order}`)
  return items.filter(({ shippedAt }: { shippedAt: string | null }) => shippedAt === null)
}

async function expectBooksToAgree() {
  await floor.followAll()
  const { checks } = await verifyAll(floor.database)
  const names = ['order', 'package', 'fulfilment', 'packed', 'alloc']
  const mine = checks.filter(({ name }) => names.some((part) => name.includes(part)))
  expect(mine.flatMap(({ differences }) => differences)).toEqual([])
}

test('an order is refused to ship what stands packed, and told which package to ship instead', async () => {
  const { order, first, one } = await packedInPart()
  const before = await floor.state()
  const whole = await ship(order.id)
  const params = { package: one.id, number: one.number, line: 1, location: 'MAIN', quantity: 2 }
  expect(whole).toMatchObject({ status: 409, json: { code: 'packed', params } })
  expect((await ship(order.id, 4)).json).toMatchObject({ code: 'packed', params })
  expect(await floor.state()).toEqual(before)

  expect((await ship(order.id, 3)).status).toBe(200)
  const sent = await shipPacked(first.id)
  expect(sent.json).toMatchObject({ packages: [{ id: one.id, carrier: 'ups' }] })
  expect((await floor.order(order.id)).fulfilment).toBe('shipped')
  await expectBooksToAgree()
  expect(await floor.fulfilmentOrder(first.id)).toMatchObject({ state: 'shipped' })
})

test('what left by the order’s own way is packed no more, though nobody counted it yet', async () => {
  const { order, first, one } = await packedInPart()
  expect((await ship(order.id, 3)).status).toBe(200)
  const body = { packages: [{ weightG: 300 }] }
  const before = await floor.state()
  const late = await floor.call(`POST /api/fulfilment-orders/${first.id}/pack`, { body })
  expect(late).toMatchObject({
    status: 409,
    json: { code: 'not_allocated_there', params: { line: 1, location: 'MAIN', missing: 3 } },
  })
  expect(await floor.state()).toEqual(before)
  // What left is counted beside the package that stands, not as the package.
  await floor.followAll()
  expect(await floor.fulfilmentOrder(first.id)).toMatchObject({
    lines: [{ quantity: 5, packed: 5, shipped: 3 }],
  })
  expect((await standingOf(order.id)).map(({ id }: { id: string }) => id)).toEqual([one.id])
  expect((await shipPacked(first.id)).status).toBe(200)
  await expectBooksToAgree()
})

test('of an order that was released in part, what leaves past its package is counted beside it', async () => {
  const order = await floor.confirmed([{ sku: 'tea', quantity: 8 }])
  const lines = [{ line: 1, quantity: 5 }]
  const answer = await floor.ask(`POST /api/orders/${order.id}/release`, { body: { lines } })
  const [first] = answer.fulfilmentOrders
  await floor.ask(`POST /api/fulfilment-orders/${first.id}/pick`, { body: {} })
  const body = { packages: [{ weightG: 300, lines: [{ line: 1, quantity: 2 }] }] }
  await floor.ask(`POST /api/fulfilment-orders/${first.id}/pack`, { body })

  // Three of the five that the warehouse knows stand in no package, and three more it was never told of.
  expect((await ship(order.id, 6)).status).toBe(200)
  await floor.followAll()
  expect(await floor.fulfilmentOrder(first.id)).toMatchObject({
    ...{ state: 'packed', lines: [{ quantity: 5, packed: 5, shipped: 3 }] },
  })
  const [line] = (await floor.ask(`GET /api/orders/${order.id}/allocations`)).items
  expect(line).toMatchObject({ quantity: 2, released: 2 })
  expect((await shipPacked(first.id)).status).toBe(200)
  expect(await floor.fulfilmentOrder(first.id)).toMatchObject({ state: 'shipped' })
  await expectBooksToAgree()
})

test('what may be done with an order says so: the loose part may leave, and where all is packed the package must', async () => {
  const asked = async (id: string) => {
    const { items } = await floor.ask(`GET /api/orders/${id}/commands`)
    return items.find(({ command }: { command: string }) => command === 'ship')
  }
  const { order, first, one } = await packedInPart()
  expect(await asked(order.id)).toMatchObject({ allowed: true })
  const body = { packages: [{ weightG: 300 }] }
  await floor.ask(`POST /api/fulfilment-orders/${first.id}/pack`, { body })
  expect(await asked(order.id)).toMatchObject({
    allowed: false,
    problem: { code: 'packed', params: { package: one.id } },
  })
})

test('an order and its packages shipped and packed at once: every piece leaves once, and no package is left standing for ever', async () => {
  for (let round = 0; round < 6; round++) {
    const { order, first } = await packedInPart()
    const rest = { packages: [{ weightG: 300 }] }
    const outcomes = await Promise.all([
      ship(order.id),
      shipPacked(first.id),
      ship(order.id, 3),
      floor.call(`POST /api/fulfilment-orders/${first.id}/pack`, { body: rest }),
      ship(order.id, 5),
      shipPacked(first.id),
    ])
    expect(
      outcomes.map(({ status }) => status).every((status) => [200, 409].includes(status)),
    ).toBe(true)
    await floor.followAll()
    // Whatever still stands can leave, and then everything has.
    if ((await standingOf(order.id)).length > 0)
      expect((await shipPacked(first.id)).status).toBe(200)
    const [line] = (await floor.order(order.id)).lines
    if (line.shipped < 5) expect((await ship(order.id, 5 - line.shipped)).status).toBe(200)
    expect(await standingOf(order.id)).toEqual([])
    const sent = await floor.rows<{ sum: number }>(sql`
      select sum(quantity)::int as sum from warehouse.package_lines
      where package_id in (select id from warehouse.packages where order_id = ${order.id})`)
    await floor.followAll()
    expect((await floor.order(order.id)).lines[0].shipped).toBe(5)
    expect(sent[0]?.sum).toBeLessThanOrEqual(5)
  }
  await expectBooksToAgree()
})

test('verify finds a package that nobody keeps pieces for, and pieces that are kept for none; nobody takes away what is kept', async () => {
  const { order } = await packedInPart()
  const check = async () => {
    const { checks } = await verifyAll(floor.database)
    return checks.find(({ name }) => name.startsWith('what stands packed'))?.differences
  }
  expect(await check()).toEqual([])
  const line = { id: order.id, what: 'packed of line 1 at MAIN' }
  await floor.run(sql`update stock.allocations set packed = 1 where order_id = ${order.id}`)
  expect(await check()).toEqual([{ ...line, expected: 2, found: 1 }])
  await floor.run(sql`update stock.allocations set packed = 0 where order_id = ${order.id}`)
  expect(await check()).toEqual([{ ...line, expected: 2, found: 0 }])
  await floor.run(sql`update stock.allocations set packed = 2 where order_id = ${order.id}`)

  const { order: other } = await floor.released([{ sku: 'tea', quantity: 3 }])
  await floor.run(sql`update stock.allocations set packed = 1 where order_id = ${other.id}`)
  expect(await check()).toEqual([{ ...line, id: other.id, expected: 0, found: 1 }])
  const taking = sql`update stock.allocations set quantity = 1, released = 1 where order_id = ${order.id}`
  await expect(floor.run(taking)).rejects.toThrow('packed_allocated')
})
