// Who else could go in the same parcel: found among however many of the same name and town.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openScene, type Scene } from '../../../test/scene.ts'
import { ordersContract, ordersHandlers } from '../../orders/index.ts'
import { refusals } from '../../plan.ts'
import { findContract } from './contract.ts'
import { findFollowers } from './follow.ts'
import { findHandlers } from './http.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene((mount, database) => {
    mount(ordersContract, ordersHandlers(database, refusals))
    mount(findContract, findHandlers(database))
  })
  await scene.locations('MAIN')
  await scene.variants(['tea', 'none'])
  await scene.stock('tea', 100)
})
afterAll(async () => {
  expect(scene.errors).toEqual([])
  await scene.close()
})

const to = (street: string) => ({
  lines: [{ sku: 'tea', quantity: 1 }],
  shipTo: { name: '王敏', country: 'CN', city: '杭州市', street },
})

test('an order of the same door is offered though sixty of the same name in the same town are newer', async () => {
  const [old] = await scene.place(to('文三路 478 号'))
  const others = Array.from({ length: 60 }, (_, index) => to(`学院路 ${index + 1} 号`))
  await scene.place(...others)
  const [last] = await scene.place(to('文三路 478 号'))
  await scene.follow(...findFollowers)
  const { json } = await scene.call(`GET /api/orders/${last?.id}/merge`)
  expect(json.fitting).toMatchObject([{ id: old?.id }])
})

test('it is said of each what it would have the others wait for', async () => {
  const street = '中山路 1 号'
  const [held, free, short] = await scene.place(to(street), to(street), {
    ...to(street),
    lines: [{ sku: 'none', quantity: 1 }],
  })
  const [asking] = await scene.place(to(street))
  for (const order of [held, free, short])
    await scene.call(`POST /api/orders/${order?.id}/confirm`, { body: {} })
  await scene.call(`POST /api/orders/${held?.id}/hold`, { body: { code: 'address' } })
  await scene.follow(...findFollowers)
  const { json } = await scene.call(`GET /api/orders/${asking?.id}/merge`)
  const waits = json.fitting.map(({ id, waits }: { id: string; waits: string }) => [id, waits])
  expect(waits).toEqual([
    [short?.id, 'out_of_stock'],
    [free?.id, null],
    [held?.id, 'held'],
  ])
})
