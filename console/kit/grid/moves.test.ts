import { expect, test } from 'vitest'
import { extended, indexAfter, moveOf, rangeOf } from './moves.ts'

const keys = ['a', 'b', 'c', 'd', 'e']

test('keys are read by their place on the keyboard', () => {
  expect(moveOf('KeyJ')).toBe('next')
  expect(moveOf('ArrowUp')).toBe('previous')
  expect(moveOf('KeyZ')).toBe(null)
})

test('a move stays within the list', () => {
  expect(indexAfter('next', 4, 5, 3)).toBe(4)
  expect(indexAfter('previous', 0, 5, 3)).toBe(0)
  expect(indexAfter('pageDown', 1, 5, 3)).toBe(4)
  expect(indexAfter('pageUp', 1, 5, 3)).toBe(0)
  expect(indexAfter('last', 0, 5, 3)).toBe(4)
})

test('without an active row, next begins at the top and previous at the bottom', () => {
  expect(indexAfter('next', -1, 5, 3)).toBe(0)
  expect(indexAfter('previous', -1, 5, 3)).toBe(4)
})

test('an empty list has no row to go to', () => {
  expect(indexAfter('next', -1, 0, 3)).toBe(-1)
})

test('a range goes either way and needs its end', () => {
  expect(rangeOf(keys, 'b', 'd')).toEqual(['b', 'c', 'd'])
  expect(rangeOf(keys, 'd', 'b')).toEqual(['b', 'c', 'd'])
  expect(rangeOf(keys, null, 'd')).toEqual(['d'])
  expect(rangeOf(keys, 'gone', 'd')).toEqual(['d'])
  expect(rangeOf(keys, 'a', 'gone')).toEqual([])
})

test('a range that turns round gives back what it had marked, and nothing else', () => {
  const once = extended(keys, new Set(['e']), 'b', null, 'd')
  expect([...once].sort()).toEqual(['b', 'c', 'd', 'e'])
  const turned = extended(keys, once, 'b', 'd', 'a')
  expect([...turned].sort()).toEqual(['a', 'b', 'e'])
})
