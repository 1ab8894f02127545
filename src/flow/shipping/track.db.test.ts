import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Floor, openFloor } from '../../../test/floor.ts'
import { trackPackages } from './track.ts'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(async () => {
  expect(floor.errors).toEqual([])
  await floor.close()
})

const hour = (hours: number) => new Date(Date.UTC(2026, 4, 5, hours)).toISOString()
const track = async (...events: object[]) =>
  (await floor.ask('POST /api/tracking-events', { body: { events } })).outcomes
const packageOf = (id: string) => floor.ask(`GET /api/packages/${id}`)
const tracking = async (id: string) => (await floor.ask(`GET /api/orders/${id}/packages`)).tracking

test('what the carrier says is kept with its place and its own word, and the package follows', async () => {
  const { order, one } = await floor.sent([{ sku: 'tea', quantity: 1 }])
  const said = { trackingNumber: one.trackingNumber, status: 'in_transit', at: hour(9) }
  const outcomes = await track({ ...said, place: 'Leeds', source: 'hermes', sourceCode: 'TR 4' })
  expect(outcomes).toMatchObject([
    {
      status: 200,
      recorded: 1,
      packages: [{ id: one.id, status: 'in_transit', statusAt: hour(9) }],
    },
  ])
  expect(await packageOf(one.id)).toMatchObject({
    status: 'in_transit',
    version: 3,
    events: [
      { status: 'in_transit', at: hour(9), place: 'Leeds', source: 'hermes', sourceCode: 'TR 4' },
    ],
  })
  expect(await tracking(order.id)).toBe('in_transit')
  expect((await floor.order(order.id)).fulfilment).toBe('shipped')
})

test('the same event twice counts once, in one batch or two, in whatever zone it is written', async () => {
  const { order, one } = await floor.sent([{ sku: 'tea', quantity: 2 }])
  const event = { package: one.id, status: 'delivered', at: '2026-05-05T09:00:00Z' }
  const twice = await track(event, { ...event, at: '2026-05-05T17:00:00+08:00' })
  expect(twice).toMatchObject([{ recorded: 1 }, { status: 200, recorded: 0 }])
  const before = await floor.state()
  expect(await track(event)).toMatchObject([
    { status: 200, recorded: 0, packages: [{ status: 'delivered' }] },
  ])
  expect(await floor.state()).toEqual(before)
  expect((await packageOf(one.id)).events).toHaveLength(1)
  expect((await floor.order(order.id)).lines[0].delivered).toBe(2)
})

test('a delivered package delivers its pieces, and the last one closes the order', async () => {
  const { order, first } = await floor.released([{ sku: 'tea', quantity: 3 }])
  const at = `/api/fulfilment-orders/${first.id}`
  await floor.ask(`POST ${at}/pick`, { body: {} })
  const packages = [{ weightG: 1, lines: [{ line: 1, quantity: 1 }] }, { weightG: 2 }]
  await floor.ask(`POST ${at}/pack`, { body: { packages } })
  const sent = await floor.ask(`POST ${at}/ship`, { body: {} })
  const [small, large] = sent.packages
  await track({ package: large.id, status: 'delivered', at: hour(9) })
  expect(await floor.order(order.id)).toMatchObject({
    status: 'confirmed',
    fulfilment: 'partly_delivered',
    lines: [{ delivered: 2 }],
  })
  expect(await tracking(order.id)).toBe('unknown')
  await track({ trackingNumber: small.number, status: 'delivered', at: hour(10) })
  expect(await floor.order(order.id)).toMatchObject({ status: 'closed', fulfilment: 'delivered' })
  expect(await tracking(order.id)).toBe('delivered')
  const { items } = await floor.ask(`GET /api/orders/${order.id}/events`)
  expect(items.at(-1)).toMatchObject({ type: 'order.delivered', data: { at: hour(10) } })
})

test('several packages of several orders arrive in one batch, each counted once', async () => {
  const both = await Promise.all([
    floor.sent([{ sku: 'tea', quantity: 1 }]),
    floor.sent([{ sku: 'tea', quantity: 2 }]),
  ])
  const order = await floor.confirmed([{ sku: 'tea', quantity: 2 }])
  const lines = [{ line: 1, quantity: 1 }]
  for (const trackingNumber of ['BOX-1', 'BOX-2'])
    await floor.ask(`POST /api/orders/${order.id}/ship`, { body: { lines, trackingNumber } })
  await floor.followAll()
  const delivered = { status: 'delivered', at: hour(9) }
  const outcomes = await track(
    ...both.map(({ one }) => ({ package: one.id, ...delivered })),
    { trackingNumber: 'BOX-2', ...delivered },
    { trackingNumber: 'BOX-1', ...delivered },
  )
  expect(outcomes.map(({ status }: { status: number }) => status)).toEqual([200, 200, 200, 200])
  for (const { id } of [...both.map((one) => one.order), order])
    expect((await floor.order(id)).status).toBe('closed')
})

test('one number on parcels of two orders means both', async () => {
  const orders = [
    await floor.confirmed([{ sku: 'tea', quantity: 1 }]),
    await floor.confirmed([{ sku: 'tea', quantity: 1 }]),
  ]
  for (const { id } of orders)
    await floor.ask(`POST /api/orders/${id}/ship`, {
      body: { carrier: 'sf', trackingNumber: 'SF1' },
    })
  await floor.followAll()
  const event = { carrier: 'sf', trackingNumber: 'SF1', status: 'delivered', at: hour(9) }
  expect(await track(event)).toMatchObject([{ recorded: 2, packages: [{}, {}] }])
  for (const { id } of orders) expect((await floor.order(id)).status).toBe('closed')
})

test('events that come out of order, or after delivery, do not turn the package back', async () => {
  const { order, one } = await floor.sent([{ sku: 'tea', quantity: 1 }])
  await track({ package: one.id, status: 'delivered', at: hour(12) })
  await track({ package: one.id, status: 'out_for_delivery', at: hour(8) })
  await track({ package: one.id, status: 'in_transit', at: hour(15) })
  const after = await packageOf(one.id)
  expect(after).toMatchObject({ status: 'delivered', statusAt: hour(12), deliveredAt: hour(12) })
  expect(after.events.map(({ at }: { at: string }) => at)).toEqual([hour(8), hour(12), hour(15)])
  await track({ package: one.id, status: 'delivered', at: hour(16) })
  expect((await packageOf(one.id)).deliveredAt).toBe(hour(12))
  expect((await floor.order(order.id)).lines[0].delivered).toBe(1)
  await track({ package: one.id, status: 'return_to_sender', at: hour(17) })
  expect(await tracking(order.id)).toBe('return_to_sender')
})

test('pieces delivered by hand are not delivered again when their package arrives', async () => {
  const order = await floor.confirmed([{ sku: 'tea', quantity: 3 }])
  for (const [quantity, trackingNumber] of [
    [1, 'A-1'],
    [2, 'A-2'],
  ])
    await floor.ask(`POST /api/orders/${order.id}/ship`, {
      body: { lines: [{ line: 1, quantity }], trackingNumber },
    })
  await floor.followAll()
  await floor.command(order.id, { type: 'deliver', pieces: [{ line: 1, quantity: 2 }] })
  const delivered = async () => (await floor.order(order.id)).lines[0].delivered
  await track({ trackingNumber: 'A-2', status: 'delivered', at: hour(9) })
  expect(await delivered()).toBe(2)
  await track({ trackingNumber: 'A-1', status: 'delivered', at: hour(10) })
  expect(await delivered()).toBe(3)
  expect((await floor.order(order.id)).status).toBe('closed')
})

test('each item gets its own outcome, and what is refused changes nothing', async () => {
  const { first } = await floor.released([{ sku: 'tea', quantity: 1 }])
  await floor.ask(`POST /api/fulfilment-orders/${first.id}/pick`, { body: {} })
  const body = { packages: [{ weightG: 1 }] }
  const { packages } = await floor.ask(`POST /api/fulfilment-orders/${first.id}/pack`, { body })
  const { one } = await floor.sent([{ sku: 'tea', quantity: 1 }])
  const before = await floor.state()
  const said = { status: 'in_transit', at: hour(9) }
  const future = new Date(Date.now() + 3 * 86_400_000).toISOString()
  const outcomes = await track(
    { ...said, trackingNumber: 'NOBODY' },
    { ...said, package: packages[0].id },
    { ...said, package: one.id, at: future },
    { ...said, package: one.id, trackingNumber: one.number },
    { ...said, package: one.id, status: 'lost' },
  )
  expect(outcomes).toMatchObject([
    { status: 404, problem: { code: 'not_found' } },
    { status: 409, problem: { code: 'not_shipped', params: { number: packages[0].number } } },
    { status: 422, problem: { code: 'in_the_future', errors: [{ pointer: '/at' }] } },
    { status: 422, problem: { errors: [{ code: 'package_or_tracking_number' }] } },
    { status: 422, problem: { errors: [{ pointer: '/status' }] } },
  ])
  expect(await floor.state()).toEqual(before)
})

test('an arrival that a hold blocks is refused whole and can be said again', async () => {
  const { order, one } = await floor.sent([{ sku: 'tea', quantity: 1 }])
  const free = await floor.sent([{ sku: 'tea', quantity: 1 }])
  await floor.command(order.id, { type: 'hold', hold: { code: 'stop', blocks: ['deliver'] } })
  const event = { package: one.id, status: 'delivered', at: hour(9) }
  const outcomes = await track(
    event,
    { ...event, at: hour(10) },
    { ...event, status: 'in_transit', at: hour(8) },
    { ...event, package: free.one.id },
  )
  expect(outcomes).toMatchObject([
    { status: 409, problem: { code: 'held' } },
    { status: 409, problem: { code: 'held' } },
    { status: 200, recorded: 1 },
    { status: 200, recorded: 1 },
  ])
  expect(await packageOf(one.id)).toMatchObject({ status: 'in_transit', deliveredAt: null })
  expect((await floor.order(free.order.id)).status).toBe('closed')
  await floor.command(order.id, { type: 'lift' })
  expect(await track(event)).toMatchObject([{ status: 200, recorded: 1 }])
  expect((await floor.order(order.id)).status).toBe('closed')
})

test('an order that is already closed keeps what the carrier says', async () => {
  const { order, one } = await floor.sent([{ sku: 'tea', quantity: 1 }])
  await floor.command(order.id, { type: 'deliver' })
  const before = await floor.order(order.id)
  expect(await track({ package: one.id, status: 'delivered', at: hour(9) })).toMatchObject([
    { status: 200, recorded: 1, packages: [{ status: 'delivered', deliveredAt: hour(9) }] },
  ])
  expect(await floor.order(order.id)).toEqual(before)
})

test('who may not see a package cannot speak of it', async () => {
  const { one } = await floor.sent([{ sku: 'tea', quantity: 1 }])
  const body = { events: [{ package: one.id, status: 'delivered', at: hour(9) }] }
  const before = await floor.state()
  for (const as of [{ locations: ['NORTH'] }, { channels: ['shop'] }]) {
    const answer = await floor.call('POST /api/tracking-events', { as, body })
    expect(answer.json.outcomes).toMatchObject([{ status: 404, problem: { code: 'not_found' } }])
  }
  const as = { permissions: new Set(['orders:read', 'orders:deliver']) }
  expect((await floor.call('POST /api/tracking-events', { as, body })).status).toBe(403)
  expect(await floor.state()).toEqual(before)
})

test('two carriers’ messages of two packages of one order at once deliver each piece once', async () => {
  const order = await floor.confirmed([{ sku: 'tea', quantity: 4 }])
  const lines = [{ line: 1, quantity: 1 }]
  for (const trackingNumber of ['C-1', 'C-2', 'C-3', 'C-4'])
    await floor.ask(`POST /api/orders/${order.id}/ship`, { body: { lines, trackingNumber } })
  await floor.followAll()
  const requests = ['C-1', 'C-2', 'C-3', 'C-4', 'C-1', 'C-2', 'C-3', 'C-4'].map(
    (trackingNumber) => ({
      scope: { channels: null, locations: null },
      carrier: 'manual',
      trackingNumber,
      event: {
        status: 'delivered' as const,
        at: hour(9),
        place: null,
        source: 'api',
        sourceCode: null,
      },
      by: 'usr_test',
      command: 'req_test',
    }),
  )
  await Promise.all(
    requests.map((request) =>
      floor.database.begin((tx) => trackPackages(tx, [request], new Date())),
    ),
  )
  expect(await floor.order(order.id)).toMatchObject({ status: 'closed', lines: [{ delivered: 4 }] })
})
