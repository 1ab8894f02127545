import { expect, test } from 'vitest'
import { attemptAt } from './sending.ts'

let made = 0
const make = () => `key ${++made}`

test('the same content keeps its key, another gets its own', () => {
  const first = attemptAt(null, { sku: 'LAMP', quantity: 1 }, make)
  expect(attemptAt(first, { sku: 'LAMP', quantity: 1 }, make)).toBe(first)
  const other = attemptAt(first, { sku: 'LAMP', quantity: 2 }, make)
  expect(other.key).not.toBe(first.key)
})

test('after an answer the same content is another try', () => {
  const first = attemptAt(null, 'confirm', make)
  expect(attemptAt(null, 'confirm', make).key).not.toBe(first.key)
})

test('what carries it out is no part of the content, and nothing at all is a content too', () => {
  const first = attemptAt(null, { name: 'pick', call: () => 1 }, make)
  expect(attemptAt(first, { name: 'pick', call: () => 2 }, make)).toBe(first)
  const empty = attemptAt(null, undefined, make)
  expect(attemptAt(empty, undefined, make)).toBe(empty)
})
