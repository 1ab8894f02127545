import { expect, test } from 'vitest'
import { changeOf, type Draft, doubtOf, movementsOf } from './movement.ts'

const draft: Draft = {
  kind: 'received',
  sku: 'TEA',
  location: 'MAIN',
  to: 'NORTH',
  quantity: 5,
  reference: '',
  note: '',
}
const level = { onHand: 10, allocated: 6, reserved: 1 }

test('a count changes what is on hand by the difference, up or down', () => {
  expect(changeOf({ kind: 'counted', quantity: 7 }, 10)).toBe(-3)
  expect(changeOf({ kind: 'counted', quantity: 12 }, 10)).toBe(2)
  expect(doubtOf({ ...draft, kind: 'counted', quantity: 10 }, level)).toEqual({ why: 'nothing' })
})

test('what leaves is subtracted, and never what is promised', () => {
  expect(changeOf({ kind: 'damaged', quantity: 3 }, 10)).toBe(-3)
  expect(doubtOf({ ...draft, kind: 'lost', quantity: 3 }, level)).toBeNull()
  expect(doubtOf({ ...draft, kind: 'lost', quantity: 4 }, level)).toEqual({
    why: 'promised',
    free: 3,
  })
})

test('a transfer has two sides, at two places', () => {
  const transfer = { ...draft, kind: 'transferred' as const, quantity: 2, reference: ' T1 ' }
  expect(movementsOf(transfer, level)).toEqual([
    { sku: 'TEA', location: 'MAIN', quantity: -2, cause: 'transferred', reference: 'T1' },
    { sku: 'TEA', location: 'NORTH', quantity: 2, cause: 'transferred', reference: 'T1' },
  ])
  expect(doubtOf({ ...transfer, to: 'MAIN' }, level)).toEqual({ why: 'same_place' })
})

test('nothing typed does nothing', () => {
  expect(changeOf({ kind: 'received', quantity: null }, 10)).toBeNull()
  expect(doubtOf({ ...draft, quantity: null }, level)).toEqual({ why: 'nothing' })
})
