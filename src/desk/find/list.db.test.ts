// The order desk: an order is found by anything that stands on it, and pages show each order once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accepted, openShop, ordering, type Shop } from '../../../test/shop.ts'
import { isRefusal, newId } from '../../base/platform/index.ts'
import type { Order } from '../../orders/index.ts'
import { orderFilterSchema } from './filter-shape.ts'
import { findFollowers } from './follow.ts'
import { listOrders, type OrderFilter } from './list.ts'

let shop: Shop
let wang: Order
let ada: Order

const nowhere = { after: { tx: '0', position: 0 }, upTo: { tx: '0', position: 0 } }

beforeAll(async () => {
  shop = await openShop({ 'apple-red-500': { main: 100 }, later: { main: 0 } })
  const [first, second] = (
    await shop.place([
      ordering(
        { 'apple-red-500': 1 },
        {
          externalRef: 'WEB-77120',
          customer: { name: '欧阳小明', phone: '+86 138-0013-8000' },
          shipTo: { name: '欧阳小明', country: 'CN', city: '深圳市', street: '科苑路 1 号' },
        },
      ),
      ordering(
        { 'apple-red-500': 2 },
        { channel: 'phone', customer: { name: 'Ada O’Byron Åkesson', email: 'ada_b@example.com' } },
      ),
    ])
  ).map(accepted)
  wang = first as Order
  ada = second as Order
  await shop.perform([
    asked(ada.id, { type: 'confirm' }),
    asked(ada.id, { type: 'ship', trackingNumber: 'JD0012345678' }),
  ])
  const news = [wang, ada].map(({ id }) => ({ stream: id, from: 2, to: 4 }))
  for (const follower of findFollowers)
    await shop.database.begin((tx) => follower.handle(tx, news, nowhere))
})

afterAll(async () => {
  await shop.close()
})

function asked(orderId: string, command: never | object) {
  return {
    orderId,
    command: command as never,
    by: 'usr_test',
    commandId: newId('req'),
    ifVersion: null,
    channels: null,
    locations: null,
  }
}

async function list(filter: Partial<OrderFilter>, channels: string[] | null = null) {
  const page = await shop.database.read((tx) => listOrders(tx, { limit: 50, ...filter }, channels))
  if (isRefusal(page)) throw new Error(page.refused)
  return page
}

const found = async (filter: Partial<OrderFilter>) => (await list(filter)).items.map(({ id }) => id)

describe('the search box finds an order', () => {
  test.each([
    ['by its number', () => String(wang.number)],
    ['by the reference of its channel', () => 'web-77120'],
    ['by a part of the reference', () => '77120'],
    ['by two letters from the middle of a Chinese name', () => '小明'],
    ['by one letter of a Chinese name', () => '阳'],
    ['by the digits of a phone number', () => '13800138000'],
    ['by a phone number as people write it', () => '138-0013-8000'],
    ['by the city', () => '深圳'],
    ['by several words in any sequence', () => '深圳 77120'],
  ])('%s', async (_, q) => {
    expect(await found({ q: q() })).toEqual([wang.id])
  })

  test.each([
    ['by a part of the mail address, in which _ is a letter', 'ada_b@exa'],
    ['by its tracking number', 'jd0012345678'],
    ['by a name in other capitals', 'o’byron'],
    ['by a name whose capital is beyond ASCII', 'åkesson'],
    ['by the first two letters of a word', 'ad'],
  ])('%s', async (_, q) => {
    expect(await found({ q })).toEqual([ada.id])
  })

  test('by a sku, all that have it, newest first', async () => {
    expect(await found({ q: 'red-500' })).toEqual([wang.id, ada.id].sort().reverse())
  })
})

test('% and _ and a backslash are letters, not jokers', async () => {
  for (const q of ['%', '%%%', 'a__', '\\', 'ada%example'])
    expect(await found({ q: `zz${q}` })).toEqual([])
  expect(await found({ q: 'ada%example' })).toEqual([])
})

test('filters narrow what is searched', async () => {
  expect(await found({ q: 'red-500', channel: 'phone' })).toEqual([ada.id])
  expect(await found({ status: 'received' })).toEqual([wang.id])
  expect(await found({ fulfilment: 'shipped' })).toEqual([ada.id])
  expect(await found({ held: 'true' })).toEqual([])
  expect(await found({ from: '2030-01-01T00:00:00Z' })).toEqual([])
})

test('a caller who is limited to a channel finds only its orders', async () => {
  const page = await list({ q: 'red-500' }, ['phone'])
  expect(page.items.map(({ id }) => id)).toEqual([ada.id])
})

test('pages show every order once, and the last one has no next', async () => {
  const first = await list({ limit: 1 })
  expect(first.items).toHaveLength(1)
  const second = await list({ limit: 1, cursor: first.next as string })
  expect(second.next).toBeNull()
  expect(new Set([...first.items, ...second.items].map(({ id }) => id))).toEqual(
    new Set([wang.id, ada.id]),
  )
})

test('a cursor that is not ours is refused', async () => {
  const page = await shop.database.read((tx) =>
    listOrders(tx, { limit: 10, cursor: 'rubbish' }, null),
  )
  expect(page).toMatchObject({ refused: 'bad_request' })
})

test.each([
  '0000-01-01T00:00:00Z',
  '2026-02-31T00:00:00Z',
  '2026-01-01T25:00:00Z',
  '2026-01-01T12:00:00.1.1Z',
])('a place by promise that is no moment is refused: %s', async (moment) => {
  const cursor = Buffer.from(JSON.stringify([moment, 'ord_x'])).toString('base64url')
  const page = await shop.database.read((tx) =>
    listOrders(tx, { limit: 10, sort: 'promise', cursor }, null),
  )
  expect(page).toMatchObject({ refused: 'bad_request' })
})

test('a time with more digits than the database reads is refused', () => {
  const from = `2026-01-01T00:00:00.${'1'.repeat(200)}Z`
  expect(orderFilterSchema.safeParse({ from }).success).toBe(false)
  expect(orderFilterSchema.safeParse({ from: '2026-01-01T00:00:00.123456Z' }).success).toBe(true)
})
