// How far one thing travels: the files of the house, outside its base, in which a function runs for one request.
import { Session } from 'node:inspector/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aftersalesContract, aftersalesHandlers } from '../src/flow/aftersales/index.ts'
import { shippingContract, shippingHandlers } from '../src/flow/shipping/index.ts'
import { warehouseContract, warehouseHandlers } from '../src/flow/warehouse/index.ts'
import { ordersContract, ordersHandlers } from '../src/orders/index.ts'
import { refusals } from '../src/plan.ts'
import { openScene, orderOf, type Scene } from './scene.ts'

let scene: Scene
const profiler = new Session()
beforeAll(async () => {
  scene = await openScene((mount, database) => {
    mount(ordersContract, ordersHandlers(database, refusals))
    mount(warehouseContract, warehouseHandlers(database, refusals))
    mount(shippingContract, shippingHandlers(database, refusals))
    mount(aftersalesContract, aftersalesHandlers(database))
  })
  await scene.locations('MAIN')
  await scene.variants(['TEA'], 'refuse')
  await scene.stock('TEA', 100)
  profiler.connect()
  await profiler.post('Profiler.enable')
  await profiler.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
})
afterAll(async () => {
  await profiler.post('Profiler.disable')
  profiler.disconnect()
  await scene.close()
})

/** Asks, and names the files that took part. No follower runs here. */
async function ask(name: string, body: object = {}) {
  await profiler.post('Profiler.takePreciseCoverage')
  const { status, json } = await scene.call(name, { body })
  const { result } = await profiler.post('Profiler.takePreciseCoverage')
  expect(status).toBeLessThan(300)
  const ran = result.filter(({ functions }) =>
    functions.some(
      ({ functionName, ranges }) => functionName !== '' && (ranges[0]?.count ?? 0) > 0,
    ),
  )
  const files = ran.flatMap(
    ({ url }) => /\/src\/(?!base\/)(\w+\/[\w/.-]+)\.ts$/.exec(url)?.[1] ?? [],
  )
  return { json, files: [...new Set(files)].sort() }
}

test('what happens every day passes few files: placing, money, a shipment, a return', async () => {
  const order = orderOf({ lines: [{ sku: 'TEA', quantity: 2 }] })
  const placing = await ask('POST /api/orders', order)
  const path = `/api/orders/${placing.json.id}`
  const money = { amount: 500, method: 'card' }
  await ask(`POST ${path}/payments`, money)
  const refund = await ask(`POST ${path}/refunds`, money)
  await ask(`POST ${path}/confirm`)
  const released = await ask(`POST ${path}/release`)
  const work = `/api/fulfilment-orders/${released.json.fulfilmentOrders[0].id}`
  await ask(`POST ${work}/pick`)
  await ask(`POST ${work}/pack`, { packages: [{ weightG: 500 }] })
  const ship = await ask(`POST ${work}/ship`)
  await ask(`POST ${path}/deliver`)
  const lines = [{ line: 1, quantity: 1 }]
  const back = await ask(`POST ${path}/return`, { reason: 'unwanted', lines, restock: true })
  // The files are listed so that a longer way shows who joined it.
  for (const [way, most] of [
    [placing, 17],
    [refund, 13],
    [ship, 19],
    [back, 18],
  ] as const)
    expect(way.files.slice(most), way.files.join(' ')).toEqual([])
})
