// A quote is the placing of an order without placing it: the same sums, and every refusal with its place.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal } from '../../base/platform/index.ts'
import type { Offers } from '../../ground/catalog/index.ts'
import { priceOrder } from '../../orders/index.ts'
import { quoteOrder } from './quote.ts'
import type { QuoteAsked } from './quote-shapes.ts'

const prices: Record<string, number> = { tea: 500, cup: 1_250, later: 333 }

function offers(taxIncluded: boolean): Offers {
  return {
    variant: (sku) =>
      sku in prices || sku === 'unpriced'
        ? ({
            sku,
            name: { en: sku },
            active: true,
            taxClass: 'standard',
            policy: sku === 'later' ? 'backorder' : 'refuse',
          } as never)
        : undefined,
    price: (sku) => prices[sku],
    taxIncluded: () => taxIncluded,
    taxRate: (country) => (country === 'GB' ? 200_000 : 0),
  }
}

const ask = (lines: QuoteAsked['lines'], more: Partial<QuoteAsked> = {}): QuoteAsked => ({
  channel: 'web',
  currency: 'GBP',
  shipTo: { country: 'GB' },
  lines,
  ...more,
})
const quoted = (asked: QuoteAsked, there = 10, included = true) =>
  quoteOrder(asked, offers(included), () => there)

test('a complete order is quoted with the sums that placing gives it', () => {
  const line = fc.record({
    sku: fc.constantFrom(...Object.keys(prices)),
    quantity: fc.integer({ min: 1, max: 50 }),
    discount: fc.integer({ min: 0, max: 300 }),
  })
  const order = fc.record({
    lines: fc.array(line, { minLength: 1, maxLength: 8 }),
    discount: fc.integer({ min: 0, max: 50 }),
    charges: fc.array(
      fc.record({ code: fc.constant('shipping'), amount: fc.integer({ min: 0, max: 999 }) }),
      { maxLength: 2 },
    ),
  })
  fc.assert(
    fc.property(order, fc.boolean(), (asked, included) => {
      const shipTo = { name: 'Ann', country: 'GB', city: 'Leeds', street: '1 High Street' }
      const customer = { name: 'Ann' }
      const placed = priceOrder(
        { channel: 'web', currency: 'GBP', customer, shipTo, ...asked },
        offers(included),
      )
      const { lines, ...rest } = asked
      const quote = quoted(ask(lines, rest), 1_000, included)
      if (isRefusal(placed)) {
        expect(quote.problems.map(({ code }) => code)).toContain(placed.refused)
        return
      }
      const { goods, discount, charged, tax, total } = placed
      expect(quote).toMatchObject({ goods, discount, charged, tax, total, problems: [] })
      expect(quote.lines.map(({ unitPrice, discount, tax }) => [unitPrice, discount, tax])).toEqual(
        placed.lines.map(({ unitPrice, discount, tax }) => [unitPrice, discount, tax]),
      )
      const ofLines = quote.lines.reduce((sum, { total }) => sum + (total ?? 0), 0)
      const ofCharges = placed.charges.reduce(
        (sum, { amount, tax }) => sum + amount + (included ? 0 : tax),
        0,
      )
      expect(ofLines + ofCharges).toBe(total)
    }),
  )
})

test('a line that is not typed to its end is no problem and costs nothing', () => {
  const quote = quoted(ask([{ sku: 'tea', quantity: 2 }, { sku: 'cup' }, {}]))
  expect(quote).toMatchObject({ goods: 1_000, total: 1_000, problems: [] })
  expect(quote.lines[1]).toMatchObject({ name: { en: 'cup' }, unitPrice: null, total: null })
  expect(quote.lines).toHaveLength(3)
})

test('a line that cannot be priced says so at its place, and the others are summed without it', () => {
  const quote = quoted(
    ask([
      { sku: 'nothing', quantity: 1 },
      { sku: 'tea', quantity: 2 },
      { sku: 'unpriced', quantity: 1 },
      { sku: 'cup', quantity: 1, discount: 1_251 },
    ]),
  )
  expect(quote.problems.map(({ pointer, code }) => [pointer, code])).toEqual([
    ['/lines/0/sku', 'unknown_sku'],
    ['/lines/2/price', 'no_price'],
    ['/lines/3/discount', 'discount_too_large'],
  ])
  expect(quote.lines[0]?.problem).toEqual(quote.problems[0])
  expect(quote.total).toBe(1_000)
})

test('lines of one sku share what is there', () => {
  const quote = quoted(
    ask([
      { sku: 'tea', quantity: 6 },
      { sku: 'tea', quantity: 5 },
      { sku: 'later', quantity: 99 },
      { sku: 'cup', quantity: 10 },
    ]),
  )
  expect(quote.lines.map(({ available, promise }) => [available, promise])).toEqual([
    [10, 'none'],
    [10, 'none'],
    [10, 'backorder'],
    [10, 'now'],
  ])
  expect(quote.problems).toContainEqual({
    pointer: '/lines/1/quantity',
    code: 'out_of_stock',
    params: { sku: 'tea', wanted: 11, available: 10 },
  })
})

test('a discount that is larger than the goods is a problem; the sums are shown without it', () => {
  const quote = quoted(ask([{ sku: 'tea', quantity: 1 }], { discount: 501 }))
  expect(quote.problems).toEqual([
    { pointer: '/discount', code: 'discount_too_large', params: { limit: 500 } },
  ])
  expect(quote).toMatchObject({ goods: 500, discount: 0, total: 500 })
})

test('an order without lines comes to nothing, whatever discount stands already', () => {
  expect(quoted(ask([], { discount: 100 }))).toMatchObject({ total: 0, problems: [] })
})
