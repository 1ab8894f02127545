import { describe, expect, test } from 'vitest'
import type { Order, Return } from '../acting/data.ts'
import { canMatch, fitting, matchedLines, pairsOf } from './match-draft.ts'

describe('a return that looks for its order', () => {
  const mine = (more: object) => ({
    ...{ line: 1, sku: 'TEA', name: {}, ordered: 3, cancelled: 0, released: 3, delivered: 3 },
    returned: 0,
    ...more,
  })
  const whole = (...lines: object[]) => ({ status: 'confirmed', lines }) as unknown as Order
  const back = (...lines: object[]) => ({ lines }) as unknown as Return

  test('pairs lines of the same sku, with no piece twice', () => {
    const found = back({ line: 1, sku: 'TEA', quantity: 4, matched: 0 })
    const from = whole(mine({ returned: 1 }), mine({ line: 2 }), mine({ line: 3, sku: 'CUP' }))
    const pairs = pairsOf(found, from, 'return')
    expect(pairs.map(({ orderLine, free }) => [orderLine, free])).toEqual([
      [1, 2],
      [2, 3],
    ])
    expect(matchedLines(pairs, fitting(pairs, found, from, 'return'))).toEqual([
      { line: 1, orderLine: 1, quantity: 2 },
      { line: 1, orderLine: 2, quantity: 2 },
    ])
  })

  test('charges and pieces that have their order are left alone', () => {
    const found = back(
      { line: 1, sku: null, quantity: 1, matched: 0 },
      { line: 2, sku: 'TEA', quantity: 2, matched: 2 },
    )
    expect(pairsOf(found, whole(mine({})), 'return')).toEqual([])
  })

  test('is not sought for an order that nothing can have come back from', () => {
    expect(canMatch(whole(mine({ delivered: 0 })))).toBe(false)
    expect(canMatch(whole(mine({})))).toBe(true)
    expect(canMatch({ ...whole(mine({})), status: 'cancelled' })).toBe(false)
  })
})
