import { expect, test } from 'vitest'
import { matches } from './live.ts'

test('a topic is a whole type, or all that begin like it', () => {
  expect(matches('order.held', 'order.held')).toBe(true)
  expect(matches('order.held', 'order.held_again')).toBe(false)
  expect(matches('order.*', 'order.held')).toBe(true)
  expect(matches('order.*', 'orders.counted')).toBe(false)
})
