import { expect, test } from 'vitest'
import { maskEmail, maskPhone } from './mask.ts'

test('a masked number shows its last four digits, and no more than ten', () => {
  expect(maskPhone('+8613800138000')).toBe('+861••••8000')
  expect(maskPhone('+44207946')).toBe('+44••••7946')
  expect(maskPhone('12345')).toBe('••••2345')
})

test('a masked address shows its first letter and where it is', () => {
  expect(maskEmail('ada@example.org')).toBe('a••••@example.org')
  expect(maskEmail('nonsense')).toBe('••••')
})
