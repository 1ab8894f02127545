import { expect, test } from 'vitest'
import { listingsOf } from './listing.ts'

const list = (code: string, currency: string, channels: string[] | null = null) => ({
  ...{ code, currency, channels, taxIncluded: false },
})
const told = (lists: Parameters<typeof listingsOf>[0], asked?: Parameters<typeof listingsOf>[2]) =>
  listingsOf(lists, ['CNY', 'GBP'], asked).map(({ code, isNew }) => (isNew ? `new ${code}` : code))

test('a price goes on the lists that serve the currency and the channel', () => {
  const lists = [list('shop', 'GBP', ['shop']), list('all', 'GBP'), list('cn', 'CNY')]
  expect(told(lists)).toEqual(['shop', 'all', 'cn'])
  expect(told(lists, { currency: 'GBP', channel: 'web' })).toEqual(['all'])
})

test('where none serves them, a list is made that is named after its currency, by a name that is free', () => {
  expect(told([])).toEqual(['new cny', 'new gbp'])
  const lists = [list('gbp', 'GBP', ['shop'])]
  expect(told(lists, { currency: 'GBP', channel: 'web' })).toEqual(['new gbp-2'])
  expect(told(lists, { currency: 'CNY' })).toEqual(['new cny'])
})
