import { expect, test } from 'vitest'
import { fill } from './message.ts'

test('a parameter is put into its place, a number by locale', () => {
  expect(fill('{name}: {n}', { name: '王敏', n: 12345 }, 'en-GB')).toBe('王敏: 12,345')
})

test('English has one word for one and another for more', () => {
  const message = '{n} {n|order|orders}'
  expect(fill(message, { n: 1 }, 'en-GB')).toBe('1 order')
  expect(fill(message, { n: 0 }, 'en-GB')).toBe('0 orders')
  expect(fill(message, { n: 2 }, 'en-GB')).toBe('2 orders')
})

test('Chinese has one word for every number', () => {
  expect(fill('{n} {n|张|单}', { n: 1 }, 'zh-CN')).toBe('1 单')
})

test('what is not given stays visible', () => {
  expect(fill('{sku} is out', {}, 'en-GB')).toBe('{sku} is out')
})
