import { expect, test } from 'vitest'
import type { Words } from '../base/words.ts'
import type { RunItem, RunName } from './bulk-run.ts'
import { backOf, nameOf, shortReasonOf, whyOf } from './bulk-words.ts'

/** Keys in the place of words. */
const words = {
  t: (key: string, params?: { what?: string }) => (params?.what ? `${key}(${params.what})` : key),
  code: (kind: string, code: string) => `${kind}.${code}`,
  knows: () => false,
} as unknown as Words

test('a run that takes another back is called by what that one did', () => {
  const undo = nameOf(words, { command: 'undo', of: 'hold' })
  expect(undo).toBe('deskwork.bulk_undo_of(deskwork.bulk_hold)')
  expect(nameOf(words, { command: 'undo' })).toBe('deskwork.bulk_undo')
})

test('a change of the carrier is called so, to no carrier too', () => {
  expect(nameOf(words, { command: 'change', carrier: null })).toBe('desk.do_carrier')
  expect(nameOf(words, { command: 'change' })).toBe('deskwork.bulk_change')
})

test('every run can be taken back or says why not, and never both', () => {
  const all: Record<RunName, true> = {
    ...{ confirm: true, change: true, undo: true, hold: true, release: true, cancel: true },
    ...{ allocate: true, ship: true, deliver: true, lift: true },
  }
  for (const command of Object.keys(all) as RunName[])
    expect(Object.keys(backOf(command)), command).toHaveLength(1)
})

test('a reason without short words is said as it is, and what was done has none', () => {
  expect(shortReasonOf(words, 'held')).toBe('deskwork.bulk_why_held')
  expect(shortReasonOf(words, 'unheard_of')).toBe('refusal.unheard_of')
  expect(whyOf(words, { problem: null } as RunItem)).toBe('')
})
