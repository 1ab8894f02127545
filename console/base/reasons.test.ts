import { expect, test } from 'vitest'
import { en } from '../words/en.ts'
import { fill } from './message.ts'
import { reasonOf } from './reasons.ts'
import type { Words } from './words.ts'

const find = (kind: string, code: string) => {
  if (kind === 'refusal') return (en.refusals as Record<string, string>)[code]
  return ({ ...en.codes, ...en.terms } as Record<string, string>)[`${kind}_${code}`]
}
const words = {
  code: (kind: string, code: string, params?: object) =>
    fill(find(kind, code) ?? code, params as Record<string, unknown>, 'en-GB'),
  knows: (kind: string, code: string) => find(kind, code) !== undefined,
} as Words
const why = (code: string, params: object) =>
  reasonOf({ code, params: params as Record<string, unknown> }, words)

test('a state that is in the way is named, and confirmed is one only against confirming', () => {
  const to = (status: string, needs?: string) => why('wrong_status', { status, needs })
  expect(to('confirmed', 'received')).toMatch(/confirmed already/)
  expect(to('closed', 'received')).toMatch(/closed/)
  expect(to('cancelled', 'received')).toMatch(/cancelled/)
  expect(to('received', 'confirmed')).toMatch(/not confirmed yet/)
  expect(to('confirmed')).toBe(en.refusals.wrong_status)
})

test('a step says what nothing is left of, and packing before picking says to pick', () => {
  expect(why('nothing_to_do', { transition: 'deliver' })).toMatch(/under way/)
  const packing = { transition: 'pack', quantity: 3 }
  expect(why('nothing_to_do', { ...packing, picked: 3 })).toMatch(/Everything is packed/)
  expect(why('nothing_to_do', { ...packing, picked: 1 })).toMatch(/Pick first/)
})

test('a hold is named; what tells no more keeps the words of its code', () => {
  expect(why('held', { code: 'fraud_check' })).toContain(en.codes.hold_fraud_check)
  expect(why('held', {})).toBe(en.refusals.held)
  expect(why('more_than_paid', { left: 0 })).toBe(en.terms.nothing_refund)
  expect(why('more_than_paid', { left: 5 })).toBe(en.refusals.more_than_paid)
  expect(why('not_packed', {})).toBe(en.refusals.not_packed)
})
