import { expect, test } from 'vitest'
import { missingIn } from './missing.ts'

const gap = (code: string, sku?: string) => ({ pointer: '/lines/0', code, params: { sku } })

test('goods and prices that are missing are told once each, and nothing else is', () => {
  const gaps = [
    gap('unknown_sku', 'TEA'),
    gap('required'),
    gap('unknown_sku', 'TEA'),
    gap('no_price', 'TEA'),
    gap('out_of_stock', 'CUP'),
  ]
  expect(missingIn(gaps)).toEqual([
    { code: 'unknown_sku', sku: 'TEA' },
    { code: 'no_price', sku: 'TEA' },
  ])
})

test('of many that are missing the first are told', () => {
  const gaps = Array.from({ length: 5_000 }, (_, n) => gap('no_price', `S-${n}`))
  expect(missingIn(gaps).map(({ sku }) => sku)).toEqual(['S-0', 'S-1', 'S-2', 'S-3'])
})
