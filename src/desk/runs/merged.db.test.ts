// One command over orders that go in one parcel with others, or stand packed: what is said of it before is what becomes of it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Desk, openDesk } from '../../../test/desk.ts'
import { booksAgree } from '../../../test/shop.ts'

let desk: Desk
let call: Desk['client']['call']
beforeAll(async () => {
  desk = await openDesk()
  call = desk.client.call
})
afterAll(async () => {
  expect(desk.errors).toEqual([])
  await booksAgree(desk.database)
  await desk.close()
})

const confirm = { command: 'confirm' } as const
const toWarehouse = { command: 'release' } as const

test('the orders of a parcel are released with each other, and all wait while one is not ready', async () => {
  const ids = await desk.place(5, { channel: 'merged' })
  await desk.commandEach(ids.slice(0, 4), confirm)
  const [one, two, three, , five] = ids as [string, string, string, string, string]
  await call('POST /api/orders/merge', { body: { orders: [one, two] } })
  await call('POST /api/orders/merge', { body: { orders: [three, five] } })
  // The second goes along unnamed; the third waits for the fifth, which nobody confirmed.
  const asked = { do: toWarehouse, of: { ids: [one, three, ...ids.slice(3, 4)] } }
  expect(await call('POST /api/bulk/preview', { body: asked })).toEqual({
    ...{ orders: 3, allowed: 2, refused: [{ code: 'merge_waits', n: 1 }] },
  })
  const run = await call('POST /api/bulk', { body: asked })
  expect(run).toMatchObject({ state: 'done', done: 2, refused: 1 })
  const fulfilments = async () => (await desk.read(ids)).map(({ fulfilment }) => fulfilment)
  expect(await fulfilments()).toEqual([
    ...['released', 'released', 'allocated', 'released', 'allocated'],
  ])

  const undo = await call('POST /api/bulk/{id}/undo', { params: run })
  expect(undo).toMatchObject({ state: 'done', done: 2, refused: 0 })
  expect(new Set(await fulfilments())).toEqual(new Set(['allocated']))
  const [first, second] = await desk.read([one, two])
  expect([first?.merge, first?.merge === second?.merge]).toEqual([expect.any(String), true])
})

test('what stands packed is not said to be shipped, nor shipped', async () => {
  const ids = await desk.place(2, { channel: 'packed' })
  await desk.commandEach(ids, confirm)
  const [packed = ''] = ids
  await call('POST /api/orders/{id}/release', { params: { id: packed }, body: {} })
  const { items } = await call('GET /api/fulfilment-orders', { query: { order: packed } })
  const params = items[0] as { id: string }
  await call('POST /api/fulfilment-orders/{id}/pick', { params, body: {} })
  const packages = [{ weightG: 500 }]
  await call('POST /api/fulfilment-orders/{id}/pack', { params, body: { packages } })
  const asked = { do: { command: 'ship' as const }, of: { ids } }
  expect(await call('POST /api/bulk/preview', { body: asked })).toEqual({
    ...{ orders: 2, allowed: 1, refused: [{ code: 'packed', n: 1 }] },
  })
  expect(await call('POST /api/bulk', { body: asked })).toMatchObject({ done: 1, refused: 1 })
})
