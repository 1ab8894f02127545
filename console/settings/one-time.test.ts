import { expect, test } from 'vitest'
import { oneTimePassword } from './one-time.ts'

test('a one-time password is long, by chance, and has no letters that look alike', () => {
  const made = Array.from({ length: 200 }, () => oneTimePassword())
  expect(new Set(made).size).toBe(200)
  for (const one of made)
    expect(one).toMatch(/^([a-km-np-zA-HJ-NP-Z2-9]{4}-){3}[a-km-np-zA-HJ-NP-Z2-9]{4}$/)
})

test('bytes that would favour some letters are left out', () => {
  let asked = 0
  const random = (bytes: Uint8Array) => bytes.fill(asked++ === 0 ? 255 : 0)
  expect(oneTimePassword(random)).toBe('aaaa-aaaa-aaaa-aaaa')
  expect(asked).toBe(2)
})
