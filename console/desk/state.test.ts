import { expect, test } from 'vitest'
import { belongs, isLate, promiseKept } from './state.ts'

test('a promise is watched until the last piece has left, whatever else has arrived', () => {
  expect(promiseKept({ toSend: 1 })).toBe(false)
  expect(promiseKept({ toSend: 0 })).toBe(true)
})

test('a row belongs into the queue in which the server counts it', () => {
  const row = { queue: 'held', toSend: 1, promisedFor: null } as const
  expect(belongs(row, 'held', 0)).toBe(true)
  expect(belongs(row, 'to_release', 0)).toBe(false)
  expect(belongs(row, 'all', 0)).toBe(true)
})

test('late is what was promised for a time that has passed and has not left', () => {
  const promisedFor = '2026-11-23T10:00:00Z'
  const then = Date.parse(promisedFor)
  const row = { queue: 'shipped', toSend: 2, promisedFor } as const
  expect(belongs(row, 'late', then + 1)).toBe(true)
  expect(belongs(row, 'late', then - 1)).toBe(false)
  expect(isLate({ ...row, toSend: 0 }, then + 1)).toBe(false)
  expect(isLate({ ...row, promisedFor: null }, then + 1)).toBe(false)
})
