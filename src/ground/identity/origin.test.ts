import { expect, test } from 'vitest'
import { isCrossSite, isSameOrigin } from './origin.ts'

const host = 'shop.test:4000'

test.each([
  [{ origin: 'http://shop.test:4000' }, true],
  [{ origin: 'http://SHOP.test:4000' }, true],
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ origin: 'http://shop.test:4000', 'sec-fetch-site': 'same-origin' }, true],
  [{ origin: 'https://public.test' }, true],
  [{ origin: 'http://public.test' }, false],
  [{ origin: 'http://shop.test' }, false],
  [{ origin: 'http://shop.test:4000', 'sec-fetch-site': 'same-site' }, false],
  [{ origin: 'http://evil.test', 'sec-fetch-site': 'same-origin' }, false],
  [{ 'sec-fetch-site': 'none' }, false],
  [{ origin: 'null' }, false],
  [{ origin: '' }, false],
  [{}, false],
])('a request with %j is of our own page: %s', (headers, own) => {
  expect(isSameOrigin({ host, ...headers }, 'https://public.test/desk')).toBe(own)
})

test('a script that names no origin is not called cross-site, a page of another site is', () => {
  expect(isCrossSite({ host })).toBe(false)
  expect(isCrossSite({ host, origin: 'http://shop.test:4000' })).toBe(false)
  expect(isCrossSite({ host, origin: 'http://evil.test' })).toBe(true)
})
