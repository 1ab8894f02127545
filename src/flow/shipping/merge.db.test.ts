// Orders that go in one parcel, by the API: from the merge to the arrival, and what takes one out again.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Floor, openFloor } from '../../../test/floor.ts'
import { parcelsOn } from '../../../test/parcels.ts'
import { booksAgree } from '../../../test/shop.ts'
import { isRefusal, newId } from '../../base/platform/index.ts'
import { recallReleased, releaseOrders } from '../warehouse/index.ts'

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

const { merged, released, pick, pack, ship, refused } = parcelsOn(() => floor)

test('orders of one recipient go in one parcel, from the merge to the arrival', async () => {
  const [one, two] = await merged(2, 3)
  expect(await floor.order(one?.id ?? '')).toMatchObject({ merge: expect.stringMatching(/^mrg_/) })
  const answer = await floor.ask(`POST /api/orders/${two?.id}/release`)
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

const merge = (orders: readonly Id[]) => ({ body: { orders: orders.map(({ id }) => id) } })
const mergeRoute = 'POST /api/orders/merge'
const unmerge = ({ id }: Id) => floor.ask(`POST /api/orders/${id}/unmerge`)
const mergesOf = async (orders: readonly Id[]) => {
  const found = await Promise.all(orders.map(({ id }) => floor.order(id)))
  return found.map((order) => order.merge)
}
const lastFact = async ({ id }: Id) => (await floor.facts(id)).at(-1)
const elsewhere = { name: 'Ada Byron', country: 'GB', city: 'London', street: '2 Elm Row' }

test('what cannot go together is refused with the order and the reason, and nothing changes', async () => {
  const [one, two] = [await floor.confirmed(tea(1)), await floor.confirmed(tea(1))]
  const released = (await floor.released(tea(1))).order
  const [gone] = await floor.place({ lines: tea(1) })
  await floor.command(gone?.id ?? '', { type: 'cancel', reason: 'customer_request' })
  const shop = await floor.confirmed(tea(1), { channel: 'shop' })
  const away = await floor.confirmed(tea(1), {
    shipTo: { ...elsewhere, phone: '+44 20 7946 0958' },
  })
  const all = [
    [[one, { id: newId('ord') }], 404, 'not_found', '/orders/1'],
    [[one, one], 409, 'nothing_to_do', '/orders'],
    [[one, gone], 409, 'wrong_status', '/orders/1'],
    [[released, one], 409, 'already_released', '/orders/0'],
    [[one, shop], 409, 'other_channel', undefined],
    [[one, two, away], 409, 'other_recipient', undefined],
  ] as const
  for (const [orders, status, code, pointer] of all)
    await refused(mergeRoute, merge(orders as readonly Id[]), {
      status,
      json: { code, ...(pointer && { errors: [{ pointer }] }) },
    })
  const told = await floor.call(mergeRoute, merge([one, two, away]))
  expect(told.json.params).toEqual({ n: 1, orders: String(away.number), fields: 'phone street' })
  expect(JSON.stringify(told.json)).not.toMatch(/Elm|7946/)
  const stranger = { ...merge([one, two]), as: { channels: ['shop'] } }
  await refused(mergeRoute, stranger, { status: 404, json: { code: 'not_found' } })
  const viewer = { ...merge([one, two]), as: { permissions: new Set(['orders:read']) } }
  await refused(mergeRoute, viewer, { status: 403 })
  await floor.ask(mergeRoute, merge([one, two]))
  await refused(mergeRoute, merge([two, one]), { status: 409, json: { code: 'already_merged' } })
})

test('one more joins with all who are there, and the last one left goes by itself', async () => {
  const orders = await merged(1, 1)
  const third = await floor.confirmed(tea(1))
  const answer = await floor.ask(mergeRoute, { ...merge([third, orders[0] as Id]), key: 'join' })
  expect(answer.orders).toHaveLength(3)
  expect(new Set(await mergesOf([...orders, third]))).toEqual(new Set([answer.merge]))
  expect((await lastFact(orders[1] as Id))?.data).toMatchObject({
    orders: [...orders, third].map(({ id, number }) => ({ id, number })),
  })
  expect(await floor.ask(mergeRoute, { ...merge([third, orders[0] as Id]), key: 'join' })).toEqual(
    answer,
  )
  const { version, together } = await floor.order(third.id)
  expect(together).toEqual(orders.map(({ id, number }) => ({ id, number })))
  await unmerge(third)
  expect(await mergesOf([...orders, third])).toEqual([answer.merge, answer.merge, null])
  const asItWas = await floor.ask(`GET /api/orders/${third.id}?asOf=${version}`)
  expect([asItWas.merge, asItWas.together]).toEqual([answer.merge, undefined])
  await unmerge(orders[0] as Id)
  expect(await mergesOf(orders)).toEqual([null, null])
  expect((await lastFact(orders[1] as Id))?.data).toMatchObject({ reason: 'alone' })
  await refused(
    `POST /api/orders/${third.id}/unmerge`,
    {},
    { status: 409, json: { code: 'not_merged' } },
  )
})

test('who goes elsewhere or nowhere leaves; the same house written otherwise stays', async () => {
  const [one, two, three] = (await merged(2, 1, 1)) as Id[] as [Id, Id, Id]
  const change = (order: Id, shipTo: object) =>
    floor.ask(`POST /api/orders/${order.id}/change`, { body: { shipTo } })
  await change(one, { ...(await floor.order(one.id)).shipTo, street: "1  St James's  square." })
  await floor.command(one.id, { type: 'cancel', reason: 'x', pieces: [{ line: 1, quantity: 1 }] })
  expect((await mergesOf([one, two, three])).filter(Boolean)).toHaveLength(3)
  const left = await change(two, elsewhere)
  expect(left).toMatchObject({ merge: null, version: (await floor.order(two.id)).version })
  expect((await lastFact(two))?.data).toMatchObject({ reason: 'changed' })
  await floor.command(three.id, { type: 'cancel', reason: 'customer_request' })
  expect((await lastFact(three))?.data).toMatchObject({ reason: 'cancelled' })
  expect((await lastFact(one))?.data).toMatchObject({ reason: 'alone' })
  expect(await mergesOf([one, two, three])).toEqual([null, null, null])
})

test('all are released or none: while one is not confirmed, is held or lacks stock, all wait', async () => {
  const one = await floor.confirmed(tea(1))
  const [two] = await floor.place({ lines: tea(1) })
  await floor.ask(mergeRoute, merge([one, two as Id]))
  const release = `POST /api/orders/${one.id}/release`
  const waits = async (why: string) => {
    const params = { orders: String(two?.number), why }
    await refused(release, {}, { status: 409, json: { code: 'merge_waits', params } })
    const { items } = await floor.ask(`GET /api/orders/${one.id}/commands`)
    const option = items.find((one: { command: string }) => one.command === 'release')
    expect(option.problem).toMatchObject({ code: 'merge_waits', params })
  }
  await waits('not_confirmed')
  await floor.command(two?.id ?? '', { type: 'confirm' })
  const hold = { code: 'fraud_check', blocks: ['release'] as const }
  await floor.command(two?.id ?? '', { type: 'hold', hold: { ...hold, blocks: [...hold.blocks] } })
  await waits('held')
  await floor.command(two?.id ?? '', { type: 'lift' })
  await floor.variants(['rare'])
  const [three] = await floor.place({ lines: [{ sku: 'rare', quantity: 1 }] })
  await floor.command(three?.id ?? '', { type: 'confirm' })
  await floor.ask(mergeRoute, merge([one, three as Id]))
  await refused(release, {}, { json: { code: 'merge_waits', params: { why: 'out_of_stock' } } })
  await unmerge(three as Id)
  const body = { lines: [{ line: 1, quantity: 1 }] }
  await refused(release, { body }, { status: 409, json: { code: 'goes_together' } })
  await refused(
    `POST /api/orders/${one.id}/ship`,
    { body: {} },
    { json: { code: 'goes_together' } },
  )
  const other = await floor.confirmed(tea(1))
  const orders = [two?.id, other.id, one.id]
  const batch = await floor.ask('POST /api/fulfilment-orders/release', { body: { orders } })
  expect(batch.outcomes.map((one: { status: number }) => one.status)).toEqual([200, 200, 200])
  expect(await floor.order(two?.id ?? '')).toMatchObject({ fulfilment: 'released' })
  const unmergeRoute = `POST /api/orders/${one.id}/unmerge`
  await refused(unmergeRoute, {}, { status: 409, json: { code: 'already_released' } })
})

test('who is called back alone leaves; the others go on without it', async () => {
  const { orders, parts } = await released(1, 1, 1)
  await floor.ask(`POST /api/fulfilment-orders/${parts[0].id}/recall`)
  const [gone, ...rest] = await mergesOf(orders)
  expect(gone).toBe(null)
  expect((await lastFact(orders[0] as Id))?.data).toMatchObject({ reason: 'recalled' })
  expect(rest[0]).toBe(rest[1])
  expect((await floor.fulfilmentOrder(parts[0].id)).together).toEqual([])
  expect((await floor.fulfilmentOrder(parts[1].id)).together).toMatchObject([{ id: parts[2].id }])
  for (const part of parts.slice(1)) await pick(part)
  const packed = await pack(parts[1])
  expect(packed.packages).toHaveLength(2)
  await floor.ask(`POST /api/orders/${orders[0]?.id}/change`, { body: { shipTo: elsewhere } })
})

test('taking back the command that released them calls all of them back, and they stay together', async () => {
  const orders = await merged(1, 2)
  const scope = { channels: null, locations: null }
  const asked = { scope, by: 'usr_test', command: 'blk_1', ifVersion: null }
  const one = orders[0] as Id
  await floor.database.begin((tx) => releaseOrders(tx, [{ ...asked, orderId: one.id }], new Date()))
  const before = await mergesOf(orders)
  const undo = orders.map(({ id: orderId }) => {
    return { released: 'blk_1', scope, by: 'usr_test', command: 'blk_2', orderId }
  })
  const back = await floor.database.begin((tx) => recallReleased(tx, undo, new Date()))
  expect(back.filter(isRefusal)).toEqual([])
  expect(await mergesOf(orders)).toEqual(before)
  for (const { id } of orders)
    expect(await floor.order(id)).toMatchObject({ fulfilment: 'allocated', holds: [] })
})

test('who was changed since somebody saw it keeps all of the parcel back, and is not released with the others', async () => {
  const orders = await merged(1, 1)
  const [seen, changed] = (await Promise.all(orders.map(({ id }) => floor.order(id)))) as [
    { id: string; version: number },
    { id: string; number: number; version: number },
  ]
  await floor.command(changed.id, { type: 'change', note: 'newer' })
  const scope = { channels: null, locations: null }
  const asked = { scope, by: 'usr_test', command: 'blk_1' }
  const batch = [seen, changed].map(({ id, version }) => {
    return { ...asked, orderId: id, ifVersion: version }
  })
  const before = await floor.state()
  const outcomes = await floor.database.begin((tx) => releaseOrders(tx, batch, new Date()))
  expect(outcomes).toMatchObject([
    { refused: 'merge_waits', params: { orders: String(changed.number), why: 'changed' } },
    { refused: 'version_mismatch' },
  ])
  expect(await floor.state()).toEqual(before)
})
