// What was set is taken back: from then on there is none, what was placed keeps its own, and the history stays.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse, smallOrder, stockUp } from '../../../test/house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await stockUp(house)
})
afterAll(async () => {
  await house.close()
  expect(house.errors).toEqual([])
})

const order = () => ({ ...smallOrder(), lines: [{ sku: 'TEA', quantity: 2 }] })
const setRate = (ratePpm: number, ifVersion?: number) =>
  house.client.call('PUT /api/tax-rates', {
    body: {
      rates: [
        {
          ...{ country: 'GB', taxClass: 'standard', ratePpm },
          ...(ifVersion !== undefined && { ifVersion }),
        },
      ],
    },
  })
const endRate = (ifMatch?: number) =>
  house.client.call('DELETE /api/tax-rates/{country}/{taxClass}', {
    params: { country: 'GB', taxClass: 'standard' },
    ...(ifMatch !== undefined && { ifMatch }),
  })
const rateHistory = async () =>
  (
    await house.client.call('GET /api/tax-rates/{country}/{taxClass}/history', {
      params: { country: 'GB', taxClass: 'standard' },
    })
  ).items

test('a price that is taken back is quoted no more, and what was placed keeps what it cost', async () => {
  const placed = await house.client.call('POST /api/orders', { body: order() })
  const { items } = await house.client.call('GET /api/prices', { query: { sku: 'TEA' } })
  const lists = items.map(({ priceList }) => priceList)
  const end = () =>
    house.client.call('POST /api/prices', {
      body: { prices: lists.map((priceList) => ({ sku: 'TEA', priceList, amount: null })) },
    })
  expect((await end()).outcomes).toMatchObject(
    lists.map((priceList) => ({ status: 200, price: { sku: 'TEA', priceList, amount: null } })),
  )
  const history = async () =>
    (
      await house.client.call('GET /api/variants/{sku}/price-history', {
        params: { sku: 'TEA' },
      })
    ).items
  const told = await history()
  const before = Object.fromEntries(items.map(({ priceList, amount }) => [priceList, amount]))
  expect(told[0]).toMatchObject({ type: 'price.changed', before, after: null })
  await end()
  expect(await history()).toEqual(told)

  const refused = { code: 'no_price' }
  await expect(house.client.call('POST /api/orders', { body: order() })).rejects.toMatchObject(
    refused,
  )
  const quote = await house.client
    .call('POST /api/orders/quote', { body: order() })
    .catch((problem) => problem)
  expect(JSON.stringify(quote)).toContain('no_price')
  const kept = await house.client.call('GET /api/orders/{id}', { params: { id: placed.id } })
  expect(kept.total).toBe(placed.total)

  await house.client.call('POST /api/prices', {
    body: { prices: [{ sku: 'TEA', priceList: lists[0] as string, amount: 700 }] },
  })
  const again = await house.client.call('POST /api/orders', { body: order() })
  expect(again.lines[0]?.unitPrice).toBe(700)
  expect((await history())[0]).toMatchObject({ before: null, after: { [lists[0] as string]: 700 } })
})

test('a tax rate that is ended taxes nothing more, and counts on where it is set again', async () => {
  await setRate(200_000)
  const placed = await house.client.call('POST /api/orders', { body: order() })
  expect(placed.tax).toBeGreaterThan(0)
  await expect(endRate(7)).rejects.toMatchObject({
    code: 'version_mismatch',
    params: { version: 1 },
  })
  await endRate(1)
  await expect(endRate()).rejects.toMatchObject({ code: 'not_found' })
  expect((await house.client.call('GET /api/tax-rates')).items).toEqual([])
  expect((await house.client.call('POST /api/orders', { body: order() })).tax).toBe(0)
  const kept = await house.client.call('GET /api/orders/{id}', { params: { id: placed.id } })
  expect(kept.tax).toBe(placed.tax)

  expect((await setRate(100_000, 0)).items).toMatchObject([{ version: 3, ratePpm: 100_000 }])
  expect(await rateHistory()).toMatchObject([
    { version: 3, type: 'tax_rate.changed', before: null, after: { ratePpm: 100_000 } },
    { version: 2, type: 'tax_rate.ended', before: { ratePpm: 200_000 }, after: null },
    { version: 1, type: 'tax_rate.changed', before: null, after: { ratePpm: 200_000 } },
  ])
})

test('a rate ended and set by many at once keeps one log without gaps', async () => {
  await setRate(50_000)
  await Promise.allSettled([
    endRate(),
    setRate(60_000),
    endRate(),
    setRate(70_000),
    setRate(80_000),
  ])
  const versions = (await rateHistory()).map(({ version }) => version)
  expect(versions).toEqual(versions.map((_, index) => versions.length - index))
})
