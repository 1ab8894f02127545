import { expect, test } from 'vitest'
import { isPhone, phoneText, tidyPhone } from './phone-text.ts'

test.each([
  '13800138000',
  '138 0013 8000',
  '+86 138-0013-8000',
  '（010）８８８８',
  '020 7946 0000',
])('%s can be a telephone number', (text) => {
  expect(isPhone(text.replace('（', '0(').replace('）', ')'))).toBe(true)
})

test.each(['', '12', 'abc', '138001380OO', '+', '1'.repeat(41)])('%j cannot', (text) => {
  expect(isPhone(text)).toBe(false)
})

test('full-width figures become plain ones', () => {
  expect(tidyPhone(' １３８ ００１３\u3000８０００ ')).toBe('138 0013 8000')
})

test('a mobile number is shown in its groups', () => {
  expect(phoneText('13800138000')).toBe('138 0013 8000')
  expect(phoneText('+8613800138000')).toBe('+86 138 0013 8000')
  expect(phoneText('020 7946 0000')).toBe('020 7946 0000')
})
