import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse, smallOrder, stockUp } from '../../../test/house.ts'
import { reachedSteps } from './reached.ts'

let house: House
const numbers: Record<string, number> = {}

beforeAll(async () => {
  house = await openHouse()
  await stockUp(house)
  const { call } = house.client
  const make = async (name: string) => {
    const { id, number } = await call('POST /api/orders', { body: smallOrder('CUP', 1) })
    numbers[name] = number
    return { params: { id } }
  }
  await make('placed')
  const [held, released, delivered] = [
    await make('held'),
    await make('released'),
    await make('delivered'),
  ]
  await call('POST /api/orders/{id}/hold', { ...held, body: { code: 'address_check' } })
  for (const order of [released, delivered]) await call('POST /api/orders/{id}/confirm', order)
  await call('POST /api/orders/{id}/release', released)
  await call('POST /api/orders/{id}/ship', { ...delivered, body: {} })
  await call('POST /api/orders/{id}/deliver', { ...delivered, body: {} })
})
afterAll(() => house.close())

const found = async (query: object) => {
  const { items } = await house.client.call('GET /api/orders', { query })
  return items.map(({ number }) => number).sort((a, b) => a - b)
}

test('each number of the first page opens exactly the orders that it counts', async () => {
  const { today } = await house.client.call('GET /api/orders/overview')
  for (const step of reachedSteps)
    expect([step, (await found({ reached: step })).length]).toEqual([step, today[step]])
  expect(await found({ reached: 'shipped' })).toEqual([numbers.delivered])
  expect(await found({ reached: 'released' })).toEqual([numbers.released, numbers.delivered])
})

test('orders are found by the code of a hold', async () => {
  expect(await found({ bucket: 'held', hold: 'address_check' })).toEqual([numbers.held])
  expect(await found({ hold: 'price_check' })).toEqual([])
  const sums = await house.client.call('GET /api/orders/sums', { query: { hold: 'address_check' } })
  expect(sums.orders).toBe(1)
})
