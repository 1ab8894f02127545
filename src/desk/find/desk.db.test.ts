// The order desk on PostgreSQL: its queues and sums agree with its lists, and its sequences show every order once.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openQueues, type Queues } from '../../../test/queues.ts'
import { quiet } from '../../../test/witness.ts'
import { sql } from '../../base/platform/index.ts'
import { foldTallies, queues } from '../../orders/index.ts'
import type { Client } from '../../outside/client/index.ts'
import { verifyAll } from '../../verify.ts'
import { orderSorts } from './filter-shape.ts'

let desk: Queues
let call: Client['call']
let list: Queues['list']

beforeAll(async () => {
  desk = await openQueues()
  call = desk.call
  list = desk.list
})
afterAll(async () => await desk.house.close())

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
    for (const client of [desk.house.client, desk.shop]) {
      const before = await client.call('GET /api/orders/counts')
      for (const bucket of queues.buckets) {
        const { items } = await client.call('GET /api/orders', { query: { bucket } })
        expect([bucket, before.buckets[bucket]]).toEqual([bucket, items.length])
        const wrong = items.filter(({ queue, toSend }) =>
          bucket === 'late' ? toSend === 0 : queue !== bucket,
        )
        expect([bucket, wrong]).toEqual([bucket, []])
      }
      expect(before.all).toBe((await list({}, client)).length)
      await desk.house.database.begin(foldTallies)
      expect(await client.call('GET /api/orders/counts')).toEqual(before)
    }
  })

  test('are told of an order alike in the list, alone and in the answer to a command', async () => {
    const hold = { command: 'hold' as const, code: 'address' }
    const { items } = await call('GET /api/orders', { query: { bucket: 'shipped' } })
    const id = items[0]?.id ?? ''
    const { toRelease } = await call('GET /api/orders/{id}', { params: { id } })
    expect([toRelease, items[0]?.toRelease]).toEqual([0, 0])
    const tell = async (command: typeof hold | { command: 'lift' }) => {
      const { outcomes } = await call('POST /api/orders/commands', {
        body: { commands: [{ id, do: command }] },
      })
      const whole = await call('GET /api/orders/{id}', { params: { id } })
      expect(outcomes[0]?.order).toMatchObject({ queue: whole.queue, toSend: whole.toSend })
      return [whole.queue, whole.toSend]
    }
    expect(await tell(hold)).toEqual(['held', 0])
    expect(await list({ bucket: 'held' })).toEqual(['held', 'shipped late'])
    expect(await tell({ command: 'lift' })).toEqual(['shipped', 0])
  })

  test('count one channel when it is named, and nothing of a foreign one', async () => {
    const { all } = await call('GET /api/orders/counts', { query: { channel: 'shop' } })
    expect(all).toBe(1)
    const foreign = await desk.shop.call('GET /api/orders/counts', { query: { channel: 'web' } })
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
    await desk.make('of ada', 'TEA', 1, { customer: { name: 'Ada', email: 'ada@example.com' } })
    await quiet(desk.house.database)
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
      ...{ units: 4, toSend: 4, toRelease: 4, lineCount: 1, queue: 'to_release' },
    },
  ])
})

describe('sequences', () => {
  test.each(orderSorts)(
    '%s shows every order once, page by page, and goes on behind each',
    async (sort) => {
      const whole = await list({ sort, limit: 200 })
      expect([...whole].sort()).toEqual(Object.keys(desk.ids).sort())
      const paged: (string | undefined)[] = []
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const query = { sort, limit: 2, ...(cursor && { cursor }) }
        const page = await call('GET /api/orders', { query })
        paged.push(...desk.named(page.items))
        cursor = page.next
      }
      expect(paged).toEqual(whole)
    },
  )

  test('by promise what is awaited stands first, and what has left or was cancelled last', async () => {
    const sorted = await list({ sort: 'promise' })
    expect(sorted.slice(0, 4)).toEqual(['new late', 'held', 'released', 'ready'])
    expect(sorted.slice(-4)).toEqual(['new', 'cancelled', 'delivered', 'shipped late'])
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
    const order = await call('GET /api/orders/{id}', { params: { id: desk.ids.ready as string } })
    const references = [
      `#${order.number}`,
      ` ${order.number} `,
      desk.ids.held,
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
    const doubtful = [desk.ids['new late'], desk.ids.held].sort()
    expect(made).toMatchObject({
      found: 0,
      missing: [],
      doubtful: [{ reference: 'TWICE', ids: doubtful }],
    })
    expect(await list({ list: made.id })).toEqual([])
  })

  test('finds and shows only the caller’s channels', async () => {
    const body = { references: ['WEB-1', 'TWICE'] }
    const made = await desk.shop.call('POST /api/order-lists', { body })
    expect(made).toMatchObject({ found: 1, missing: ['WEB-1'], doubtful: [] })
    const all = await call('POST /api/order-lists', { body: { references: ['WEB-1'] } })
    expect(await list({ list: all.id }, desk.shop)).toEqual([])
  })
})

test('the overview adds up to what the desk shows', async () => {
  const overview = await call('GET /api/orders/overview', { query: { tzOffsetMinutes: 0 } })
  const counts = await call('GET /api/orders/counts')
  expect(overview).toMatchObject({ ...counts, late: 1, held: [{ code: 'address', n: 1 }] })
  const all = Object.keys(desk.ids).length
  expect(overview.hours.reduce((sum, { orders }) => sum + orders, 0)).toBe(all)
  const west = await call('GET /api/orders/overview', { query: { tzOffsetMinutes: -840 } })
  const east = await call('GET /api/orders/overview', { query: { tzOffsetMinutes: 840 } })
  const placed = [west, overview, east].map(({ today }) => today.placed)
  expect(Math.max(...placed)).toBe(all)
  const { today } = [west, overview, east].find((one) => one.today.placed === all) as typeof west
  expect(today).toMatchObject({ shipped: 2, delivered: 1, cancelled: 1 })
})

test('changes are folded away, and the sums stay what they were', async () => {
  await desk.house.database.begin(foldTallies)
  const left = await desk.house.rows<{ n: number }>(
    sql`select count(*) as n from orders.tally_changes`,
  )
  expect(left).toEqual([{ n: 0 }])
  const { checks } = await verifyAll(desk.house.database)
  const differing = checks.filter(({ differences }) => differences.length > 0)
  expect(differing).toEqual([])
  expect(desk.house.errors).toEqual([])
})
