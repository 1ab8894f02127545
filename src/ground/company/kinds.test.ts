import { expect, test } from 'vitest'
import { kinds } from './kinds.ts'

const names = { zh: '顺丰', en: 'SF Express' }
const carrierWith = (part: object) => kinds.carrier.shape.safeParse({ name: names, ...part })

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
  expect(kinds.company.shape.safeParse({ ...company, timeZone: 'Asia/Shanghai' }).success).toBe(
    true,
  )
  const wrong = kinds.company.shape.safeParse({ ...company, timeZone: 'Asia/Nowhere' })
  expect(wrong.error?.issues).toMatchObject([{ path: ['timeZone'], message: 'time_zone' }])
})
