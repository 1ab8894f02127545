import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupMatches, priceMatches, type ReceivedReturn, type ReturnMatch } from './return.ts'

function received(lines: ReceivedReturn['lines']): ReceivedReturn {
  return {
    id: 'ret_1',
    source: { reference: 'C536379' },
    customer: null,
    currency: 'GBP',
    at: new Date(0),
    reason: 'credit_note',
    lines,
  }
}

const match = (orderId: string, quantity: number, how: ReturnMatch['how'] = 'return') => ({
  orderId,
  line: 1,
  quantity,
  how,
})

describe('the credit of a return line', () => {
  it('is split over its matches by units, the odd pence with the first ones', () => {
    const lines = [{ sku: 'A', quantity: 3, credit: 1000, matches: [match('a', 1), match('b', 2)] }]
    const priced = priceMatches(received(lines), 0)
    expect(priced.map(({ credit }) => credit)).toEqual([334, 666])
  })

  it('leaves the part of unmatched units on the return', () => {
    const lines = [{ sku: 'A', quantity: 4, credit: 1000, matches: [match('a', 1)] }]
    expect(priceMatches(received(lines), 0)).toMatchObject([{ orderId: 'a', credit: 250 }])
  })

  it('is carried whole by matches that take every unit, however they are cut', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(cuts, fc.integer({ min: -1_000_000, max: 1_000_000 }), (parts, credit) => {
        const quantity = parts.reduce((sum, part) => sum + part, 0)
        const matches = parts.map((part, index) => match(`order ${index}`, part))
        const priced = priceMatches(received([{ sku: 'A', quantity, credit, matches }]), 0)
        expect(priced.reduce((sum, one) => sum + one.credit, 0)).toBe(credit)
      }),
    )
  })

  it('is never matched to more pieces than came back', () => {
    const lines = [{ sku: 'A', quantity: 1, credit: 10, matches: [match('a', 2)] }]
    expect(() => priceMatches(received(lines), 0)).toThrow('more pieces than came back')
  })

  it('of a charge belongs to no order line', () => {
    const lines = [
      { sku: null, charge: 'shipping', quantity: 1, credit: 10, matches: [match('a', 1)] },
    ]
    expect(() => priceMatches(received(lines), 0)).toThrow()
  })
})

describe('the matches of a batch', () => {
  it('become one command for each return, order and way', () => {
    const lines = [
      { sku: 'A', quantity: 2, credit: 2, matches: [match('a', 1), match('b', 1, 'cancel')] },
      { sku: 'B', quantity: 2, credit: 2, matches: [match('a', 1), match('a', 1, 'cancel')] },
    ]
    const priced = [0, 1].flatMap((at) => priceMatches(received(lines), at))
    const groups = groupMatches(priced)
    expect(groups.map((group) => group.map(({ at, orderId, how }) => [at, orderId, how]))).toEqual(
      [0, 1].flatMap((at) => [
        [
          [at, 'a', 'return'],
          [at, 'a', 'return'],
        ],
        [[at, 'b', 'cancel']],
        [[at, 'a', 'cancel']],
      ]),
    )
  })
})
