// Quoting by HTTP: what is quoted is what placing then gives, and nothing is written.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse, smallOrder, stockUp } from '../../../test/house.ts'
import { sql } from '../../base/platform/index.ts'
import { Problem } from '../../outside/client/index.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
  await stockUp(house)
  await house.client.call('PUT /api/tax-rates', {
    body: { rates: [{ country: 'GB', taxClass: 'standard', ratePpm: 200_000 }] },
  })
})

afterAll(async () => {
  await house.close()
  expect(house.errors).toEqual([])
})

const order = () => ({
  ...smallOrder(),
  lines: [
    { sku: 'TEA', quantity: 3, discount: 50 },
    { sku: 'CUP', quantity: 2, price: 1_111 },
  ],
  discount: 100,
  charges: [{ code: 'shipping', amount: 399 }],
})

async function rowsOf(table: 'orders.orders' | 'platform.facts') {
  const statement =
    table === 'orders.orders'
      ? sql`select count(*)::int as n from orders.orders`
      : sql`select count(*)::int as n from platform.facts`
  return (await house.rows<{ n: number }>(statement))[0]?.n
}

test('placing the quoted order gives the same sums, line by line', async () => {
  const quote = await house.client.call('POST /api/orders/quote', { body: order() })
  expect(quote.problems).toEqual([])
  const placed = await house.client.call('POST /api/orders', { body: order() })
  const sums = ({ goods, discount, charged, tax, total }: typeof quote | typeof placed) => ({
    goods,
    discount,
    charged,
    tax,
    total,
  })
  expect(sums(quote)).toEqual(sums(placed))
  expect(quote.taxIncluded).toBe(placed.taxIncluded)
  expect(quote.lines.map(({ unitPrice, discount, tax }) => ({ unitPrice, discount, tax }))).toEqual(
    placed.lines.map(({ unitPrice, discount, tax }) => ({ unitPrice, discount, tax })),
  )
})

test('a quote counts what is free at all locations, and changes nothing', async () => {
  const before = [await rowsOf('orders.orders'), await rowsOf('platform.facts')]
  const quote = await house.client.call('POST /api/orders/quote', {
    body: {
      channel: 'web',
      currency: 'GBP',
      lines: [{ sku: 'TEA', quantity: 148 }, { sku: 'TEA' }, {}],
    },
  })
  expect(quote.lines[0]).toMatchObject({ available: 147, promise: 'none', unitPrice: 500 })
  expect(quote.problems).toMatchObject([{ pointer: '/lines/0/quantity', code: 'out_of_stock' }])
  expect(new Date(quote.promisedFor).getTime()).toBeGreaterThan(Date.now())
  expect([await rowsOf('orders.orders'), await rowsOf('platform.facts')]).toEqual(before)
})

test('the date is what the channel promises, unless another was agreed', async () => {
  const body = order()
  await house.client.call('PUT /api/settings/{kind}/{code}', {
    params: { kind: 'channel', code: 'web' },
    body: { name: { zh: '网店', en: 'Web shop' }, promiseHours: 5 },
  })
  const { promisedFor } = await house.client.call('POST /api/orders/quote', { body })
  const hours = (Date.parse(promisedFor) - Date.now()) / 3_600_000
  expect(hours).toBeGreaterThan(4)
  expect(hours).toBeLessThan(6.1)
  const agreed = { ...body, promisedFor: '2030-01-01T00:00:00Z' }
  const quote = await house.client.call('POST /api/orders/quote', { body: agreed })
  expect(quote.promisedFor).toBe(agreed.promisedFor)
})

test('a reference that was used and a customer who is not there are told before placing', async () => {
  const used = { ...smallOrder(), externalRef: 'A-1' }
  const { id } = await house.client.call('POST /api/orders', { body: used })
  const body = { ...used, customer: { id: 'cus_00000000000000000000000000' } }
  const { problems } = await house.client.call('POST /api/orders/quote', { body })
  expect(problems).toEqual([
    { pointer: '/externalRef', code: 'duplicate_external_ref', params: { order: id } },
    { pointer: '/customer/id', code: 'unknown_customer', params: { customer: body.customer.id } },
  ])
})

test('5,000 lines are quoted', async () => {
  const lines = Array.from({ length: 5_000 }, (_, index) => ({
    sku: index % 2 === 0 ? 'TEA' : `NO-${index}`,
    quantity: 1,
  }))
  const body = { channel: 'web', currency: 'GBP', lines }
  const quote = await house.client.call('POST /api/orders/quote', { body })
  expect(quote.goods).toBe(2_500 * 500)
  expect(quote.problems.filter(({ code }) => code === 'unknown_sku')).toHaveLength(2_500)
})

test('a key that is bound to another channel is refused, as placing refuses it', async () => {
  const { secret } = await house.client.call('POST /api/keys', {
    body: { name: 'shop', role: 'desk', channels: ['phone'] },
  })
  const asked = house.clientOf(secret).call('POST /api/orders/quote', { body: order() })
  await expect(asked).rejects.toMatchObject({
    code: 'not_allowed',
    errors: [{ pointer: '/channel' }],
  })
  await expect(asked).rejects.toBeInstanceOf(Problem)
})
