import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, migratedDatabase } from '../../../test/database.ts'
import { type Database, newestCursor, openDatabase } from '../../base/platform/index.ts'
import { anyDocument, ordersOf, proveImport } from '../../flow/intake/index.ts'
import { packagesOf } from '../../flow/warehouse/index.ts'
import { variantsBySku } from '../../ground/catalog/index.ts'
import { saveLocations } from '../../ground/stock/index.ts'
import { type Order, orderView, readOrders } from '../../orders/index.ts'
import { verifyAll } from '../../verify.ts'
import { loadDemo } from './index.ts'

const now = new Date('2026-03-10T11:30:00Z')
const patience = 300_000

let fresh: FreshDatabase
let database: Database
let orders: Order[]

beforeAll(async () => {
  fresh = await migratedDatabase()
  database = openDatabase(fresh.url, { size: 4 })
  const controller = new AbortController()
  const onProgress = (rows: number) => {
    if (rows > 12_000) controller.abort(new Error('stopped'))
  }
  await expect(loadDemo(database, now, { signal: controller.signal, onProgress })).rejects.toThrow(
    'stopped',
  )
  // A day later, as it may be when somebody starts again: the dates stay where they were.
  await loadDemo(database, new Date('2026-03-11T09:00:00Z'))
  orders = await database.read(async (tx) => {
    const ids = await ordersOf(tx, (await anyDocument(tx))?.id ?? '')
    return [...(await readOrders(tx, ids)).values()]
  })
}, patience)
afterAll(async () => {
  await database.close()
  await fresh.drop()
})

test('a demo that was interrupted goes on: every row is there once, to the penny', async () => {
  const proof = await database.read(async (tx) => {
    const document = await anyDocument(tx)
    if (!document) throw new Error('there is no document')
    return await proveImport(tx, document)
  })
  expect(proof).toMatchObject({
    rows: 49_999,
    accounted: 49_999,
    orders: 1_794,
    returns: 384,
    repairs: 0,
    sumSystem: 84_061_255,
    agrees: true,
  })
})

test('its last order came yesterday, its first one a month ago, and no two days went by without one', () => {
  const dates = orders.map(({ placedAt }) => placedAt).sort()
  expect(dates[0]?.slice(0, 10)).toBe('2026-02-09')
  expect(dates.at(-1)?.slice(0, 10)).toBe('2026-03-09')
  const days = [...new Set(dates.map((at) => Date.parse(at.slice(0, 10)) / 86_400_000))]
  const gaps = days.slice(1).map((day, index) => day - (days[index] ?? day))
  expect(Math.max(...gaps)).toBeLessThanOrEqual(2)
})

test('orders stand everywhere along the way', () => {
  const count = (stands: (order: Order) => boolean) => orders.filter(stands).length
  const at = (fulfilment: string) => count((order) => orderView(order).fulfilment === fulfilment)
  expect(at('delivered')).toBeGreaterThan(1_000)
  for (const stage of ['released', 'picking', 'picked', 'shipped', 'partly_shipped', 'allocated'])
    expect([stage, at(stage) > 0]).toEqual([stage, true])
  expect(count(({ status }) => status === 'received')).toBeGreaterThan(10)
  expect(count(({ lines }) => lines.some((line) => line.returned > 0))).toBeGreaterThan(50)
  expect(count(({ paid, total }) => paid > 0 && paid === total)).toBeGreaterThan(1_000)
  const waits = ({ lines }: Order) =>
    lines.some(({ ordered, cancelled, allocated }) => allocated + cancelled < ordered)
  expect(count(waits)).toBeGreaterThan(20)
  const codes = new Set(orders.flatMap(({ holds }) => holds.map(({ code }) => code)))
  expect(codes.size).toBeGreaterThan(3)
})

test('an order went to the warehouse in part, and orders name their carriers', () => {
  const inPart = ({ lines }: Order) =>
    lines.some(({ released }) => released > 0) &&
    lines.some(({ allocated, released }) => allocated > released)
  expect(orders.filter(inPart).length).toBeGreaterThan(0)
  const carriers = new Set(orders.map(({ carrier }) => carrier))
  expect(carriers).toEqual(new Set([null, 'royal-mail', 'parcel-line']))
})

test('packages are on the road, delivered, and packed to go', async () => {
  const ids = orders.map(({ id }) => id)
  const packages = await database.read((tx) => packagesOf(tx, { orders: ids }))
  const statuses = new Set(packages.map(({ status }) => status))
  expect([...statuses]).toEqual(expect.arrayContaining(['delivered', 'in_transit']))
  expect(packages.some(({ shippedAt }) => shippedAt === null)).toBe(true)
})

test('what sells best has its name in Chinese, on the orders too', async () => {
  const [variant] = await database.read((tx) => variantsBySku(tx, ['85123A']))
  const name = { en: 'WHITE HANGING HEART T-LIGHT HOLDER', zh: '白色悬挂心形小烛台' }
  expect(variant?.name).toEqual(name)
  const line = orders.flatMap(({ lines }) => lines).find(({ sku }) => sku === '85123A')
  expect(line?.name).toEqual(name)
})

test('the books agree', async () => {
  const { checks } = await verifyAll(database)
  expect(checks.filter(({ differences }) => differences.length > 0)).toEqual([])
})

test('another start leaves it alone', async () => {
  const before = await database.read(newestCursor)
  expect(await loadDemo(database, now)).toBe(false)
  expect(await database.read(newestCursor)).toEqual(before)
})

test('a database that holds something of its own gets no demo', async () => {
  const other = await migratedDatabase()
  const own = openDatabase(other.url)
  try {
    const name = { zh: '店', en: 'Shop' }
    const cause = { by: 'system', command: 'test', at: now }
    await own.begin((tx) =>
      saveLocations(tx, [{ code: 'OWN', name, address: {}, priority: 1, active: true }], cause),
    )
    expect(await loadDemo(own, now)).toBe(false)
    expect(await own.read(anyDocument)).toBeUndefined()
  } finally {
    await own.close()
    await other.drop()
  }
})
