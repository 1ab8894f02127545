import { expect, test } from 'vitest'
import { undoOf } from './commands.ts'
import type { Order } from './rows.ts'

const held = (id: string, ...holds: Order['holds']) => ({ id, version: 2, holds }) as Order
const hold = (id: string, code: string, more = {}) =>
  ({ id, code, blocks: ['confirm'], ...more }) as Order['holds'][number]

test('a hold is taken back by lifting the newest of its kind', () => {
  const after = [
    held('a', hold('h1', 'address_check'), hold('h2', 'address_check')),
    held('b', hold('h3', 'price_check')),
  ]
  expect(undoOf({ command: 'hold', code: 'address_check' }, [], after)).toEqual([
    { id: 'a', do: { command: 'lift', hold: 'h2' } },
  ])
})

test('a lifted hold is put back with everything that it said', () => {
  const before = [held('a', hold('h1', 'address_check', { note: 'call', params: { n: 1 } }))]
  expect(undoOf({ command: 'lift' }, before, [])).toEqual([
    {
      id: 'a',
      do: {
        command: 'hold',
        code: 'address_check',
        blocks: ['confirm'],
        params: { n: 1 },
        note: 'call',
      },
    },
  ])
})

test('of several holds only the lifted one is put back', () => {
  const before = [held('a', hold('h1', 'address_check'), hold('h2', 'price_check'))]
  const undo = undoOf({ command: 'lift', hold: 'h2' }, before, [])
  expect(undo?.map(({ do: what }) => what)).toEqual([
    { command: 'hold', code: 'price_check', blocks: ['confirm'] },
  ])
})

test('what was changed is changed back, and nothing else is named', () => {
  const before = [{ ...held('a'), note: 'ring twice', promisedFor: null, carrier: 'sf' }]
  expect(undoOf({ command: 'change', promisedFor: '2026-12-01T18:00:00Z' }, before, [])).toEqual([
    { id: 'a', do: { command: 'change', promisedFor: null } },
  ])
  expect(undoOf({ command: 'change', note: null }, before, [])).toEqual([
    { id: 'a', do: { command: 'change', note: 'ring twice' } },
  ])
  expect(undoOf({ command: 'change', carrier: null }, before, [])).toEqual([
    { id: 'a', do: { command: 'change', carrier: 'sf' } },
  ])
})

test('what the trade cannot take back has no undo', () => {
  expect(undoOf({ command: 'confirm' }, [held('a')], [held('a')])).toBe(null)
  expect(undoOf({ command: 'cancel' }, [held('a')], [held('a')])).toBe(null)
})
