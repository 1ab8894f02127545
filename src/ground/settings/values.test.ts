import { expect, test } from 'vitest'
import { promiseAfter } from './readers.ts'
import { isKnown, values } from './values.ts'

const names = { zh: '顺丰', en: 'SF Express' }
const carrierWith = (part: object) => values.carrier.safeParse({ name: names, ...part })

test.each([
  ['a page of a carrier', 'https://track.example/?n={number}', true],
  ['nothing', '', true],
  ['an address without a place for the number', 'https://track.example/', false],
  ['a script', 'javascript:alert("{number}")', false],
  ['no address', '{number}', false],
])('a tracking link may be %s or not', (_, trackingUrl, good) => {
  expect(carrierWith({ trackingUrl }).success).toBe(good)
})

test.each([
  ['17:30', true],
  ['24:00', false],
  ['7:30', false],
])('%s is a time of collection or not', (cutOff, good) => {
  expect(carrierWith({ cutOff }).success).toBe(good)
})

test('a company keeps time by a zone that exists', () => {
  const company = { name: names, address: {} }
  expect(values.company.safeParse({ ...company, timeZone: 'Asia/Shanghai' }).success).toBe(true)
  const wrong = values.company.safeParse({ ...company, timeZone: 'Asia/Nowhere' })
  expect(wrong.error?.issues).toMatchObject([{ path: ['timeZone'], message: 'time_zone' }])
})

test('there is one company, and templates are those that a paper asks for', () => {
  expect(isKnown('company', 'company')).toBe(true)
  expect(isKnown('company', 'other')).toBe(false)
  expect(isKnown('template', 'packing_slip_footer')).toBe(true)
  expect(isKnown('template', 'poem')).toBe(false)
  expect(isKnown('channel', 'web')).toBe(true)
})

test('a promise is a whole hour, never earlier than the hours of the channel', () => {
  const at = (text: string) => promiseAfter(new Date(text), 48).toISOString()
  expect(at('2026-05-04T08:00:00Z')).toBe('2026-05-06T08:00:00.000Z')
  expect(at('2026-05-04T08:00:01Z')).toBe('2026-05-06T09:00:00.000Z')
})
