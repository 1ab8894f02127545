import { expect, test } from 'vitest'
import type { Order } from './rows.ts'
import { belongs, promiseKept, stateOf } from './state.ts'

const order = (
  status: Order['status'],
  fulfilment: Order['fulfilment'],
  more: Partial<Order> = {},
) => ({ status, fulfilment, holds: [], promisedFor: null, ...more })
const hold = { id: 'h', code: 'address_check', blocks: [] }

test('the state is the furthest step that was reached', () => {
  expect(stateOf(order('received', 'allocated'))).toBe('to_confirm')
  expect(stateOf(order('confirmed', 'none'))).toBe('waiting')
  expect(stateOf(order('confirmed', 'partly_allocated'))).toBe('partly_waiting')
  expect(stateOf(order('confirmed', 'allocated'))).toBe('to_release')
  expect(stateOf(order('confirmed', 'picking'))).toBe('picking')
  expect(stateOf(order('closed', 'delivered'))).toBe('delivered')
  expect(stateOf(order('closed', 'none'))).toBe('closed')
  expect(stateOf(order('cancelled', 'cancelled'))).toBe('cancelled')
})

test('a promise is watched until everything has left', () => {
  expect(promiseKept(order('confirmed', 'partly_shipped'))).toBe(false)
  expect(promiseKept(order('confirmed', 'shipped'))).toBe(true)
  expect(promiseKept(order('cancelled', 'none'))).toBe(true)
})

test('a confirmed order no longer belongs among those to confirm', () => {
  expect(belongs(order('received', 'none'), 'to_confirm', 0)).toBe(true)
  expect(belongs(order('confirmed', 'none'), 'to_confirm', 0)).toBe(false)
  expect(belongs(order('confirmed', 'none'), 'all', 0)).toBe(true)
})

test('a hold takes an order out of the queues of work, not out of what has left', () => {
  expect(belongs(order('received', 'none', { holds: [hold] }), 'to_confirm', 0)).toBe(false)
  expect(belongs(order('received', 'none', { holds: [hold] }), 'held', 0)).toBe(true)
  expect(belongs(order('confirmed', 'shipped', { holds: [hold] }), 'shipped', 0)).toBe(true)
  expect(belongs(order('cancelled', 'cancelled', { holds: [hold] }), 'held', 0)).toBe(false)
})

test('late is what was promised for a time that has passed and has not left', () => {
  const promisedFor = '2026-11-23T10:00:00Z'
  const then = Date.parse(promisedFor)
  expect(belongs(order('confirmed', 'none', { promisedFor }), 'late', then + 1)).toBe(true)
  expect(belongs(order('confirmed', 'none', { promisedFor }), 'late', then - 1)).toBe(false)
  expect(belongs(order('confirmed', 'shipped', { promisedFor }), 'late', then + 1)).toBe(false)
})
