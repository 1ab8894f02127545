// The order desk on PostgreSQL: its queues and sums agree with its lists, and its sequences show every order once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouse, smallOrder, stockUp } from '../../test/house.ts'
import { quiet } from '../../test/witness.ts'
import type { Client } from '../client/index.ts'
import { sql } from '../platform/index.ts'
import { verifyAll } from '../verify.ts'
import { buckets } from './buckets.ts'
import { orderSorts } from './filter-shape.ts'
import { foldTallies } from './tallies.sql.ts'

let house: House
let call: Client['call']
let shop: Client
const ids: Record<string, string> = {}
const past = '2026-01-02T03:04:05.678912Z'
const future = '2126-01-01T00:00:00Z'

beforeAll(async () => {
  house = await openHouse()
  await stockUp(house)
  call = house.client.call
  const key = await call('POST /api/keys', {
    body: { name: 'shop', role: 'owner', channels: ['shop'], ratePerSecond: 100_000 },
  })
  shop = house.clientOf(key.secret)
  await makeOrders()
  await quiet(house.database)
})
afterAll(async () => await house.close())

async function make(name: string, sku: string, quantity: number, more: object = {}) {
  const placed = await call('POST /api/orders', { body: { ...smallOrder(sku, quantity), ...more } })
  ids[name] = placed.id
  return { params: { id: placed.id } }
}

/** One order in every queue, and a second one beside each of some. */
async function makeOrders(): Promise<void> {
  await make('new', 'TEA', 1, { externalRef: 'WEB-1', promisedFor: future })
  await make('new late', 'TEA', 2, { promisedFor: past, externalRef: 'TWICE' })
  const shipped = await make('shipped late', 'TEA', 3, { promisedFor: past })
  const held = await make('held', 'TEA', 4, { channel: 'shop', externalRef: 'TWICE' })
  const released = await make('released', 'CUP', 1)
  const delivered = await make('delivered', 'CUP', 2)
  const cancelled = await make('cancelled', 'CUP', 3, { promisedFor: past })
  const ready = await make('ready', 'CUP', 4, { shipTo: { ...smallOrder().shipTo, country: 'IE' } })
  for (const order of [shipped, released, delivered, ready])
    await call('POST /api/orders/{id}/confirm', order)
  await call('POST /api/orders/{id}/hold', { ...held, body: { code: 'address' } })
  await call('POST /api/orders/{id}/cancel', { ...cancelled, body: {} })
  await call('POST /api/orders/{id}/release-to-warehouse', released)
  await call('POST /api/orders/{id}/ship', { ...shipped, body: { trackingNumber: 'JD-77' } })
  await call('POST /api/orders/{id}/ship', { ...delivered, body: {} })
  await call('POST /api/orders/{id}/deliver', { ...delivered, body: {} })
  await call('POST /api/orders/{id}/payments', {
    ...ready,
    body: { amount: 1_000, method: 'card' },
  })
}

const named = (items: readonly { id: string }[]) =>
  items.map(({ id }) => Object.entries(ids).find(([, known]) => known === id)?.[0])
const list = async (query: object, client: Client = house.client) =>
  named((await client.call('GET /api/orders', { query })).items)

describe('the queues', () => {
  test.each([
    ['to_confirm', ['new late', 'new']],
    ['waiting', []],
    ['to_release', ['ready']],
    ['in_warehouse', ['released']],
    ['shipped', ['shipped late']],
    ['delivered', ['delivered']],
    ['held', ['held']],
    ['late', ['new late']],
    ['cancelled', ['cancelled']],
  ] as const)('%s', async (bucket, expected) => {
    expect(await list({ bucket })).toEqual(expected)
  })

  test('count what they show, whoever asks and whether the sums are folded or not', async () => {
    for (const client of [house.client, shop]) {
      const before = await client.call('GET /api/orders/counts')
      for (const bucket of buckets)
        expect([bucket, before.buckets[bucket]]).toEqual([
          bucket,
          (await list({ bucket }, client)).length,
        ])
      expect(before.all).toBe((await list({}, client)).length)
      await house.database.begin(foldTallies)
      expect(await client.call('GET /api/orders/counts')).toEqual(before)
    }
  })

  test('count one channel when it is named, and nothing of a foreign one', async () => {
    const { all } = await call('GET /api/orders/counts', { query: { channel: 'shop' } })
    expect(all).toBe(1)
    const foreign = await shop.call('GET /api/orders/counts', { query: { channel: 'web' } })
    expect(foreign.all).toBe(0)
  })
})

describe('the sums', () => {
  test.each([
    [{}],
    [{ bucket: 'late' }],
    [{ bucket: 'to_confirm' }],
    [{ held: 'true' }],
    [{ status: 'confirmed', fulfilment: 'allocated' }],
    [{ q: 'lovelace' }],
    [{ sku: 'CUP' }],
    [{ country: 'IE' }],
    [{ payment: 'partly_paid' }],
    [{ from: '2126-01-01T00:00:00Z' }],
  ] as const)('of %j are those of the orders it lists', async (query) => {
    const { items } = await call('GET /api/orders', { query })
    const sum = (amount: (item: (typeof items)[number]) => number) =>
      items.reduce((all, item) => all + amount(item), 0)
    expect(await call('GET /api/orders/sums', { query })).toEqual({
      orders: items.length,
      units: sum(({ units }) => units),
      money:
        items.length === 0
          ? []
          : [{ currency: 'GBP', total: sum(({ total }) => total), paid: sum(({ paid }) => paid) }],
    })
  })
})

describe('filters', () => {
  test.each([
    [{ sku: 'CUP', status: 'confirmed' }, ['ready', 'released']],
    [{ country: 'IE' }, ['ready']],
    [{ payment: 'partly_paid' }, ['ready']],
    [{ late: 'true', status: 'received' }, ['new late']],
    [{ aftersales: 'returned' }, []],
  ] as const)('%j', async (query, expected) => {
    expect(await list(query)).toEqual(expected)
  })

  test('by a customer shows the orders that were recognised as theirs', async () => {
    await make('of ada', 'TEA', 1, { customer: { name: 'Ada', email: 'ada@example.com' } })
    await quiet(house.database)
    const [customer] = (await call('GET /api/customers', { query: { q: 'ada@' } })).items
    expect(await list({ customer: customer?.id })).toEqual(['of ada'])
  })
})

test('a row tells its first line and where its pieces stand', async () => {
  const { items } = await call('GET /api/orders', { query: { bucket: 'to_release' } })
  expect(items).toMatchObject([
    {
      first: { sku: 'CUP', name: { en: 'Cup' }, quantity: 4 },
      locations: ['MAIN'],
      units: 4,
      lineCount: 1,
    },
  ])
})

describe('sequences', () => {
  test.each(orderSorts)(
    '%s shows every order once, page by page, and goes on behind each',
    async (sort) => {
      const whole = await list({ sort, limit: 200 })
      expect([...whole].sort()).toEqual(Object.keys(ids).sort())
      const paged: (string | undefined)[] = []
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const query = { sort, limit: 2, ...(cursor && { cursor }) }
        const page = await call('GET /api/orders', { query })
        paged.push(...named(page.items))
        cursor = page.next
      }
      expect(paged).toEqual(whole)
    },
  )

  test('by promise what is awaited stands first, and what has left or was cancelled last', async () => {
    expect((await list({ sort: 'promise' })).slice(0, 2)).toEqual(['new late', 'new'])
  })

  test('by total the sums go up and down', async () => {
    const totals = async (sort: 'total_high' | 'total_low') =>
      (await call('GET /api/orders', { query: { sort } })).items.map(({ total }) => total)
    const up = await totals('total_low')
    expect(up).toEqual([...up].sort((a, b) => a - b))
    expect(await totals('total_high')).toEqual([...up].reverse())
  })

  test.each(orderSorts)('%s refuses a cursor of another sequence', async (sort) => {
    const query = { sort, cursor: Buffer.from('["x","y","z"]').toString('base64url') }
    await expect(call('GET /api/orders', { query })).rejects.toMatchObject({ code: 'bad_request' })
    const wrong = { sort, cursor: Buffer.from('[true,"y"]').toString('base64url') }
    await expect(call('GET /api/orders', { query: wrong })).rejects.toMatchObject({
      code: 'bad_request',
    })
  })
})

describe('a pasted list', () => {
  test('finds orders by number, id, reference and tracking number, each once', async () => {
    const order = await call('GET /api/orders/{id}', { params: { id: ids.ready as string } })
    const references = [
      `#${order.number}`,
      ` ${order.number} `,
      ids.held,
      'WEB-1',
      'jd-77',
      'NO',
      '',
    ]
    const made = await call('POST /api/order-lists', {
      body: { references: references as string[] },
    })
    expect(made).toMatchObject({ found: 4, missing: ['NO'], doubtful: [] })
    expect((await list({ list: made.id })).sort()).toEqual(['held', 'new', 'ready', 'shipped late'])
  })

  test('leaves out what names two orders, and says which', async () => {
    const made = await call('POST /api/order-lists', { body: { references: ['TWICE'] } })
    const doubtful = [ids['new late'], ids.held].sort()
    expect(made).toMatchObject({
      found: 0,
      missing: [],
      doubtful: [{ reference: 'TWICE', ids: doubtful }],
    })
    expect(await list({ list: made.id })).toEqual([])
  })

  test('finds and shows only the caller’s channels', async () => {
    const body = { references: ['WEB-1', 'TWICE'] }
    const made = await shop.call('POST /api/order-lists', { body })
    expect(made).toMatchObject({ found: 1, missing: ['WEB-1'], doubtful: [] })
    const all = await call('POST /api/order-lists', { body: { references: ['WEB-1'] } })
    expect(await list({ list: all.id }, shop)).toEqual([])
  })
})

describe('an earlier version', () => {
  test('is the order as it was then', async () => {
    const params = { id: ids['shipped late'] as string }
    const now = await call('GET /api/orders/{id}', { params })
    const first = await call('GET /api/orders/{id}', { params, query: { asOf: 1 } })
    expect(first).toMatchObject({ version: 1, status: 'received', fulfilment: 'none' })
    const last = await call('GET /api/orders/{id}', { params, query: { asOf: now.version } })
    expect({ ...last, promisedFor: null }).toEqual({ ...now, promisedFor: null })
  })

  test('that does not exist yet is refused, and tells the newest', async () => {
    const asked = call('GET /api/orders/{id}', {
      params: { id: ids.new as string },
      query: { asOf: 99 },
    })
    await expect(asked).rejects.toMatchObject({ status: 404, code: 'no_such_version' })
  })
})

describe('what may be done', () => {
  const options = async (name: string, client: Client = house.client) => {
    const params = { id: ids[name] as string }
    const { items } = await client.call('GET /api/orders/{id}/commands', { params })
    return Object.fromEntries(
      items.map(({ command, allowed, problem }) => [command, allowed || problem?.code]),
    )
  }

  test('follows from the state of the order, its holds and its stock', async () => {
    expect(await options('ready')).toEqual({
      ...{ confirm: 'wrong_status', hold: true, release: 'not_held', cancel: true },
      ...{ allocate: 'nothing_to_do', 'release-to-warehouse': true, ship: true },
      ...{ deliver: 'nothing_to_do', return: 'nothing_to_do', pay: true, refund: true },
    })
    expect(await options('held')).toMatchObject({ confirm: 'held', release: true, ship: 'held' })
    expect(await options('released')).toMatchObject({ cancel: 'nothing_to_do', ship: true })
    expect(await options('delivered')).toMatchObject({ return: true, refund: 'more_than_paid' })
  })

  test('follows from the rights of who asks, and changes nothing', async () => {
    const key = await call('POST /api/keys', { body: { name: 'viewer', role: 'viewer' } })
    const before = await call('GET /api/orders/{id}/events', {
      params: { id: ids.ready as string },
    })
    const viewer = await options('ready', house.clientOf(key.secret))
    expect(new Set(Object.values(viewer))).toEqual(new Set(['not_allowed']))
    expect(
      await call('GET /api/orders/{id}/events', { params: { id: ids.ready as string } }),
    ).toEqual(before)
  })

  test('agrees with what is refused when it is done', async () => {
    const params = { id: ids.held as string }
    const { items } = await call('GET /api/orders/{id}/commands', { params })
    const told = items.find(({ command }) => command === 'confirm')?.problem
    await expect(call('POST /api/orders/{id}/confirm', { params })).rejects.toMatchObject({
      status: told?.status,
      code: told?.code,
      params: told?.params,
    })
  })
})

test('a change to what somebody else has changed meanwhile tells who, when and what', async () => {
  const params = { id: ids.held as string }
  const { version } = await call('GET /api/orders/{id}', { params })
  const asked = call('POST /api/orders/{id}/cancel', { params, body: {}, ifMatch: version - 1 })
  await expect(asked).rejects.toMatchObject({
    status: 412,
    code: 'version_mismatch',
    params: {
      version,
      yours: version - 1,
      by: expect.stringMatching(/^(usr|key)_/),
      at: expect.any(String),
      types: 'order.held',
    },
  })
  expect((await call('GET /api/orders/{id}', { params })).version).toBe(version)
})

test('the overview adds up to what the desk shows', async () => {
  const overview = await call('GET /api/orders/overview', { query: { tzOffsetMinutes: 0 } })
  const counts = await call('GET /api/orders/counts')
  expect(overview).toMatchObject({ ...counts, late: 1, held: [{ code: 'address', n: 1 }] })
  const all = Object.keys(ids).length
  expect(overview.hours.reduce((sum, { orders }) => sum + orders, 0)).toBe(all)
  const west = await call('GET /api/orders/overview', { query: { tzOffsetMinutes: -840 } })
  const east = await call('GET /api/orders/overview', { query: { tzOffsetMinutes: 840 } })
  const placed = [west, overview, east].map(({ today }) => today.placed)
  expect(Math.max(...placed)).toBe(all)
  const { today } = [west, overview, east].find((one) => one.today.placed === all) as typeof west
  expect(today).toMatchObject({ shipped: 2, delivered: 1, cancelled: 1 })
})

test('changes are folded away, and the sums stay what they were', async () => {
  await house.database.begin(foldTallies)
  const left = await house.rows<{ n: number }>(sql`select count(*) as n from orders.tally_changes`)
  expect(left).toEqual([{ n: 0 }])
  const { checks } = await verifyAll(house.database)
  const differing = checks.filter(({ differences }) => differences.length > 0)
  expect(differing).toEqual([])
  expect(house.errors).toEqual([])
})
