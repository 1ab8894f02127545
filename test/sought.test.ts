// Whoever is told only in part how people are reached finds nobody by the part that is hidden.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Client } from '../src/outside/client/index.ts'
import { type House, openHouse, smallOrder, stockUp } from './house.ts'

let house: House
let viewer: Client
const contact = { email: 'countess7@lovelace.test', phone: '+44 20 7946 0958' }

beforeAll(async () => {
  house = await openHouse()
  await stockUp(house)
  const order = smallOrder()
  const body = { ...order, customer: { ...order.customer, ...contact } }
  await house.client.call('POST /api/orders', { body })
  const key = await house.client.call('POST /api/keys', { body: { name: 'v', role: 'viewer' } })
  viewer = house.clientOf(key.secret)
  // Words and customers follow the log.
  await vi.waitFor(
    async () => expect(await count(house.client, 'countess7@lovelace.test')).toEqual([1, 1, 1]),
    { timeout: 150_000 },
  )
})
afterAll(async () => await house.close())

/** How many orders, orders of the sums, and customers somebody finds. */
async function count(client: Client, q: string) {
  const [orders, sums, customers] = await Promise.all([
    client.call('GET /api/orders', { query: { q } }),
    client.call('GET /api/orders/sums', { query: { q } }),
    client.call('GET /api/customers', { query: { q } }),
  ])
  return [orders.items.length, sums.orders, customers.items.length]
}

test.each([
  '4420794',
  '442079460',
  '60958',
  '+44-20794',
  'countess',
  'ountess7',
  'countess7@',
  's7@lovelace',
  'lovelace 4420794',
])('%s finds them for who may ask for the whole, and nobody for others', async (q) => {
  if (!q.startsWith('+44-')) expect(await count(house.client, q)).toEqual([1, 1, 1])
  expect(await count(viewer, q)).toEqual([0, 0, 0])
})

test.each([
  '0958',
  '442079460958',
  '+442079460958',
  'countess7@lovelace.test',
  'ada lovelace 0958',
  'Love',
])('%s finds them for everybody: it is shown, or known whole', async (q) => {
  expect(await count(viewer, q)).toEqual([1, 1, 1])
})

test('a file holds no more orders than the list', async () => {
  const key = await house.client.call('POST /api/keys', { body: { name: 'f', role: 'viewer' } })
  const rows = async (q: string) => {
    const path = `/api/orders/export?format=csv&columns=number&q=${q}`
    const answer = await house.ask(path, { key: key.secret })
    return [answer.headers.get('x-rows'), (await answer.text()).trim().split('\r\n').length]
  }
  expect(await rows('442079')).toEqual(['0', 1])
  expect(await rows('0958')).toEqual(['1', 2])
})
