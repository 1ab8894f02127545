import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inPart, maskEmail, maskPhone, maskStreet, shownInPart } from './masks.ts'

test.each([
  ['13800135678', '138****5678'],
  ['+8613800135678', '+86138****5678'],
  ['+44 20 7946 0958', '+4420****0958'],
  ['12345678', '****5678'],
  ['12345', '****45'],
  ['1', '****'],
  ['', '****'],
])('the telephone number %s is shown as %s', (phone, shown) => {
  expect(maskPhone(phone)).toBe(shown)
})

test.each([
  ['ada@example.com', 'a***@example.com'],
  ['a@example.com', '***@example.com'],
  ['nonsense', '***'],
])('the e-mail %s is shown as %s', (email, shown) => {
  expect(maskEmail(email)).toBe(shown)
})

test.each([
  ['文三路90号7幢502室', '文三路***'],
  ['12 Gate Road, flat 3', 'Gat***'],
  ['№ 7', '***'],
])('the street %s is shown as %s', (street, shown) => {
  expect(maskStreet(street)).toBe(shown)
})

test('of four digits in a number nothing is told, whatever the number', () => {
  const number = fc.array(fc.nat(9), { minLength: 8, maxLength: 15 }).map((all) => all.join(''))
  fc.assert(
    fc.property(number, fc.nat(9_999), (digits, other) => {
      const middle = String(other).padStart(4, '0')
      expect(maskPhone(digits.slice(0, -8) + middle + digits.slice(-4))).toBe(maskPhone(digits))
    }),
  )
})

describe('a value shown in part', () => {
  const order = {
    id: 'ord_1',
    at: new Date(0),
    customer: { name: 'Ada', email: 'ada@example.com', phone: null },
    shipTo: { street: '12 Gate Road', city: 'London', phone: '+44 20 7946 0958' },
    lines: [{ sku: 'CUP' }],
  }

  test('keeps everything but telephone, e-mail and street, wherever they stand', () => {
    expect(inPart([order])).toEqual([
      {
        ...order,
        customer: { name: 'Ada', email: 'a***@example.com', phone: null },
        shipTo: { street: 'Gat***', city: 'London', phone: '+4420****0958' },
      },
    ])
  })

  test('is known again, wherever it stands', () => {
    expect(shownInPart(order)).toBeNull()
    expect(shownInPart({ shipTo: (inPart(order) as typeof order).shipTo })).toBe('/shipTo/street')
    expect(shownInPart({ customer: { phone: '138****5678' } })).toBe('/customer/phone')
    expect(shownInPart({ orders: [{ customer: { email: ' a***@b.c' } }] })).toBe(
      '/orders/0/customer/email',
    )
    expect(shownInPart({ note: 'call 138****5678' })).toBeNull()
  })

  test('is known again whatever was hidden', () => {
    const texts = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.emailAddress())
    fc.assert(
      fc.property(texts, fc.constantFrom('phone', 'email', 'street'), (text, key) => {
        const shown = inPart({ [key]: text })
        if (key !== 'email' || text.includes('@')) expect(shownInPart(shown)).toBe(`/${key}`)
      }),
    )
  })
})
