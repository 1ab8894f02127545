import { expect, test } from 'vitest'
import { parseSearch, writeSearch } from './search.ts'

test('an address is read back as it was written, whatever stands in it', () => {
  const params = { bucket: 'late', q: '台灯 & lamp = 50%', from: '2026-11-23T13:17:50.000Z' }
  expect(parseSearch(writeSearch(params))).toEqual(params)
})

test('what is empty is left out, and of nothing no question mark is left', () => {
  expect(writeSearch({ q: '', sort: undefined, sku: 'LAMP' })).toBe('?sku=LAMP')
  expect(writeSearch({ q: '', sort: undefined })).toBe('')
})
