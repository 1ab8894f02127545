import { expect, test } from 'vitest'
import { isCertain } from './certain.ts'

test.each([
  [422, 'unknown_sku'],
  [409, 'out_of_stock'],
  [403, 'not_allowed'],
  [413, 'too_large'],
  [422, 'idempotency_key_reused'],
])('after %i %s surely nothing was done', (status, code) => {
  expect(isCertain({ status, code })).toBe(true)
})

test.each([
  [0, 'unreachable'],
  [401, 'not_signed_in'],
  [408, 'request_timeout'],
  [409, 'request_in_progress'],
  [429, 'too_many_requests'],
  [503, 'outcome_unknown'],
  [507, 'disk_full'],
])('after %i %s it may be done: the same try is repeated', (status, code) => {
  expect(isCertain({ status, code })).toBe(false)
})
