import { expect, test } from 'vitest'
import { demoPhone } from './phones.ts'

const refs = Array.from({ length: 7_000 }, (_, n) => String(12_000 + n))

test('no two customers of the demo share a telephone, and each is of a range that is kept for stories', () => {
  for (const [country, kept] of [
    ['GB', /^\+44 (7700 900|20 7946 0|(113|117|131|161) 496 0|1632 960)\d{3}$/],
    ['FR', /^\+33 6 39 98 \d{4}$/],
    ['IE', /^\+353 20 91\d \d{4}$/],
    ['AU', /^\+61 2 5550 \d{4}$/],
    ['DE', /^\+49 (30 23125|69 90009|40 66969|221 4710|89 99998)\d{3}$/],
  ] as const) {
    const phones = refs.flatMap((ref) => demoPhone(ref, country) ?? [])
    expect(new Set(phones).size).toBe(phones.length)
    expect(phones.filter((phone) => !kept.test(phone))).toEqual([])
  }
  expect(demoPhone('12346', 'JP')).toBeUndefined()
  expect(demoPhone('TEST', 'GB')).toBeUndefined()
})
