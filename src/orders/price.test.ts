import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal, maxAmount } from '../base/platform/index.ts'
import type { Offers } from '../ground/catalog/index.ts'
import type { NewOrder } from './order.ts'
import { type Priced, priceOrder } from './price.ts'

const variant = (sku: string) => ({
  sku,
  name: { en: sku },
  weightG: null,
  lengthMm: null,
  widthMm: null,
  heightMm: null,
  hsCode: null,
  origin: null,
  taxClass: 'standard',
  policy: 'refuse' as const,
  active: sku !== 'retired',
  version: 1,
})

/** Everything costs 10.00 but what is `priceless`; the rate of tax is given, in parts per million. */
function offers(ratePpm: number, taxIncluded: boolean): Offers {
  return {
    variant: (sku) => (sku === 'unknown' ? undefined : variant(sku)),
    price: (sku) => (sku === 'priceless' ? undefined : 1_000),
    taxIncluded: () => taxIncluded,
    taxRate: () => ratePpm,
  }
}

function order(lines: NewOrder['lines'], more: Partial<NewOrder> = {}): NewOrder {
  return {
    channel: 'web',
    currency: 'GBP',
    customer: { name: 'Ann' },
    shipTo: { name: 'Ann', country: 'GB', city: 'Leeds', street: '1 High Street' },
    lines,
    ...more,
  }
}

const twentyOnTop = offers(200_000, false)
const priced = (asked: NewOrder, on = twentyOnTop): Priced => {
  const outcome = priceOrder(asked, on)
  if (isRefusal(outcome)) throw new Error(outcome.refused)
  return outcome
}

test('tax stands on top of what is left after the discount, or is contained in it', () => {
  const asked = order([{ sku: 'a', quantity: 3, discount: 500 }])
  expect(priced(asked)).toMatchObject({ goods: 3_000, discount: 500, tax: 500, total: 3_000 })
  expect(priced(asked, offers(200_000, true))).toMatchObject({ tax: 417, total: 2_500 })
})

test('a voucher may bring the total to nothing, and not below', () => {
  const less = (amount: number) =>
    order([{ sku: 'a', quantity: 1 }], { charges: [{ code: 'voucher', amount }] })
  expect(priced(less(-1_000))).toMatchObject({ charged: -1_000, tax: 0, total: 0 })
  expect(priceOrder(less(-1_001), twentyOnTop)).toEqual({
    refused: 'total_negative',
    params: { total: -1 },
    at: '/charges',
  })
})

test('charges cannot bring the total beyond the largest amount', () => {
  const charges = [{ code: 'fee', amount: maxAmount }]
  expect(priceOrder(order([{ sku: 'a', quantity: 1 }], { charges }), twentyOnTop)).toEqual({
    refused: 'amount_too_large',
    params: { limit: maxAmount },
    at: '/charges',
  })
})

test('a price that is named goes before the list, and a charge is taxed too', () => {
  const asked = order([{ sku: 'a', quantity: 2, price: 150 }], {
    charges: [{ code: 'shipping', amount: 499 }],
  })
  expect(priced(asked)).toMatchObject({
    goods: 300,
    charged: 499,
    charges: [{ code: 'shipping', amount: 499, tax: 100 }],
    tax: 160,
    total: 959,
  })
})

test.each<[string, NewOrder, object]>([
  [
    'an unknown sku',
    order([
      { sku: 'a', quantity: 1 },
      { sku: 'unknown', quantity: 1 },
    ]),
    { refused: 'unknown_sku', at: '/lines/1/sku' },
  ],
  [
    'a sku that is sold no more',
    order([{ sku: 'retired', quantity: 1 }]),
    { refused: 'unknown_sku', at: '/lines/0/sku' },
  ],
  [
    'a sku without a price',
    order([{ sku: 'priceless', quantity: 1 }]),
    { refused: 'no_price', at: '/lines/0/price' },
  ],
  [
    'a line beyond the largest amount',
    order([{ sku: 'a', quantity: 2, price: maxAmount }]),
    { refused: 'amount_too_large', at: '/lines/0/quantity' },
  ],
  [
    'lines beyond it together',
    order([
      { sku: 'a', quantity: 1, price: maxAmount },
      { sku: 'b', quantity: 1 },
    ]),
    { refused: 'amount_too_large', at: '/lines' },
  ],
  [
    'a discount above its line',
    order([{ sku: 'a', quantity: 1, discount: 1_001 }]),
    { refused: 'discount_too_large', at: '/lines/0/discount' },
  ],
  [
    'a discount above the order',
    order([{ sku: 'a', quantity: 1, discount: 400 }], { discount: 601 }),
    { refused: 'discount_too_large', at: '/discount' },
  ],
])('%s is refused, with its place', (_, asked, refusal) => {
  expect(priceOrder(asked, twentyOnTop)).toMatchObject(refusal)
})

test('whatever is ordered, the totals are the sums of the lines, and nothing costs less than nothing', () => {
  const line = fc.record({
    sku: fc.constantFrom('a', 'b', 'c'),
    quantity: fc.integer({ min: 1, max: 1_000 }),
    price: fc.integer({ min: 0, max: 10_000_000 }),
    chance: fc.nat(),
  })
  const charges = fc.array(fc.integer({ min: -100_000, max: 100_000 }), { maxLength: 4 })
  const lines = fc.array(line, { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(
      lines,
      charges,
      fc.nat(1_000_000),
      fc.boolean(),
      fc.nat(),
      (asked, extra, rate, included, chance) => {
        const discounted = asked.map(({ chance: luck, ...rest }) => ({
          ...rest,
          discount: luck % (rest.price * rest.quantity + 1),
        }))
        const left = discounted.reduce(
          (sum, one) => sum + one.price * one.quantity - one.discount,
          0,
        )
        const whole = priceOrder(
          order(discounted, {
            discount: chance % (left + 1),
            charges: extra.map((amount) => ({ code: 'fee', amount })),
          }),
          offers(rate, included),
        )
        if (isRefusal(whole)) {
          expect(whole.refused).toBe('total_negative')
          expect(whole.params?.total).toBeLessThan(0)
          return
        }
        expect(whole.total).toBeGreaterThanOrEqual(0)
        const sum = (amount: (one: Priced['lines'][number]) => number) =>
          whole.lines.reduce((all, one) => all + amount(one), 0)
        expect(whole.goods).toBe(sum((one) => one.unitPrice * one.ordered))
        expect(whole.discount).toBe(sum((one) => one.discount))
        const taxed = whole.charges.reduce((all, charge) => all + charge.tax, 0)
        expect(whole.tax).toBe(sum((one) => one.tax) + taxed)
        const onTop = included ? 0 : whole.tax
        expect(whole.total).toBe(whole.goods - whole.discount + whole.charged + onTop)
        for (const one of whole.lines) {
          const net = one.unitPrice * one.ordered - one.discount
          expect(net).toBeGreaterThanOrEqual(0)
          expect(one.tax).toBeGreaterThanOrEqual(0)
          expect(one.tax).toBeLessThanOrEqual(net)
        }
      },
    ),
    { numRuns: 300 },
  )
})
