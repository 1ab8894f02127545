import { expect, test } from 'vitest'
import { ordersContract } from './index.ts'

const { body } = ordersContract['POST /api/orders/{id}/hold']
const holding = (count: number) => {
  const named = Array.from({ length: count }, (_, number) => [`reason${number}`, number])
  return body.safeParse({ code: 'address', params: Object.fromEntries(named) })
}

test('a hold takes 20 parameters and no more: they travel with every row of a list', () => {
  expect(holding(20).success).toBe(true)
  expect(holding(21).error?.issues).toMatchObject([{ path: ['params'], message: 'too_many' }])
})
