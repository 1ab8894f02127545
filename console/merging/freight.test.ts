import { expect, test } from 'vitest'
import { freightOf, shippingOf } from './freight.ts'

const order = (shipping: number | null, currency = 'GBP', taxIncluded = true) => ({
  currency,
  taxIncluded,
  charges: shipping === null ? [] : [{ code: 'shipping', amount: shipping, tax: 80 }],
})

test('what shipping was charged has its tax in it, and other charges are none', () => {
  expect(shippingOf(order(480))).toBe(480)
  expect(shippingOf(order(400, 'GBP', false))).toBe(480)
  const fee = { ...order(null), charges: [{ code: 'gift_wrap', amount: 300, tax: 0 }] }
  expect(shippingOf(fee)).toBe(0)
})

test('all but the dearest shipping could be given back, where it was paid more than once and in one currency', () => {
  expect(freightOf([order(480), order(300), order(null)])).toEqual({
    ...{ sum: 780, back: 300, currency: 'GBP' },
  })
  expect(freightOf([order(480), order(null)])).toBe(null)
  expect(freightOf([order(480), order(480, 'EUR')])).toBe(null)
})
