// Paths, queries and cursors that cannot be meant are refused at their place, never with a fault of ours.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse, stockUp } from './house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await stockUp(house)
})
afterAll(async () => await house.close())

type Told = { errors?: { pointer: string; code: string }[] }

test('a path with NUL, bad escapes or climbing dots', async () => {
  for (const path of [
    '/api/orders/%00',
    '/api/orders/%ff',
    '/api/orders/%zz',
    '/api/orders/..%2f..%2fetc',
  ])
    expect([400, 404, 422]).toContain((await house.ask(path)).status)
  expect(house.errors.splice(0)).toEqual([])
})

test('a query nobody can read', async () => {
  const bad = [
    'limit=0',
    'limit=201',
    'limit=x',
    'status=lost',
    'cursor=zz',
    'from=now',
    'colour=red',
    'limit=1&limit=2',
  ]
  for (const query of bad) {
    const answer = await house.ask(`/api/orders?${query}`)
    const told = (await answer.json()) as Told
    expect([query, answer.status, told.errors?.[0]?.pointer]).toEqual([
      query,
      query.startsWith('cursor') ? 400 : 422,
      `/query/${query.split('=')[0]}`,
    ])
  }
})

test('text that PostgreSQL cannot hold in a query or a cursor', async () => {
  const cursor = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url')
  const bad = [
    '/api/orders?q=%00',
    `/api/orders?cursor=${cursor(['\0'])}`,
    `/api/orders?cursor=${cursor([7])}`,
    '/api/orders?from=0000-01-01T00:00:00Z',
    '/api/stock?sku=%00',
    '/api/stock/movements?sku=%00',
    `/api/stock/movements?sku=TEA&cursor=${cursor(['x'])}`,
    `/api/stock/movements?sku=TEA&cursor=${cursor(['1.5'])}`,
    '/api/events?after=18446744073709551616-1',
  ]
  for (const path of bad)
    expect([path, (await house.ask(path)).status]).toEqual([
      path,
      expect.toSatisfy((status) => status < 500),
    ])
  expect(house.errors.splice(0)).toEqual([])
})
