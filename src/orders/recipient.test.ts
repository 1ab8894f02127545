import { describe, expect, test } from 'vitest'
import type { Address } from './order.ts'
import { differingFields } from './recipient.ts'

const london: Address = {
  name: 'Ada Byron',
  phone: '020 7946 0958',
  country: 'GB',
  city: 'London',
  street: '1 St James’s Square',
  postcode: 'SW1Y 4LE',
}
const hangzhou: Address = {
  name: '王敏',
  phone: '13800138000',
  country: 'CN',
  region: '浙江省',
  city: '杭州市',
  district: '西湖区',
  street: '文三路 478 号 A 座 1203 室',
}
const against = (one: Address, change: Partial<Address>) =>
  differingFields(one, { ...one, ...change })

describe('the same recipient', () => {
  test('is the same however they write it: case, spaces, apostrophes, wide letters, the country’s code', () => {
    expect(against(london, { name: ' ada  BYRON', street: "1, st james's square." })).toEqual([])
    expect(against(london, { phone: '+44 (20) 7946-0958', postcode: 'sw1y  4le' })).toEqual([])
    expect(against(london, { postcode: 'SW1Y4LE' })).toEqual([])
    expect(
      against(hangzhou, { street: '文三路４７８号Ａ座１２０３室', phone: '+86 138 0013 8000' }),
    ).toEqual([])
  })

  test('is another one at another door, telephone or name', () => {
    expect(against({ ...london, street: 'Flat 1/23' }, { street: 'Flat 12/3' })).toEqual(['street'])
    expect(against(london, { phone: '020 7946 0959', name: 'Ida Byron' })).toEqual([
      'name',
      'phone',
    ])
    expect(against(hangzhou, { district: '拱墅区' })).toEqual(['district'])
  })

  test('is not known to be the same where a part of it is hidden, for many are written so', () => {
    for (const hidden of [{ name: '王**' }, { phone: '138****8000' }, { street: '文三路＊＊＊' }])
      expect(against({ ...hangzhou, ...hidden }, {})).toEqual(Object.keys(hidden))
  })

  test('is another one behind the same number with other digits to dial', () => {
    const [one, two] = ['138 0013 8000 ext. 1234', '13800138000#5678']
    expect(against({ ...hangzhou, phone: one }, { phone: two })).toEqual(['phone'])
    expect(against({ ...hangzhou, phone: one }, {})).toEqual([])
    expect(against(hangzhou, { phone: one })).toEqual(['phone'])
    expect(against({ ...hangzhou, phone: '前台' }, { phone: '门卫' })).toEqual(['phone'])
  })

  test('is not known to be the same where only one says it', () => {
    expect(against(london, { phone: undefined })).toEqual(['phone'])
    expect(against(london, { company: 'Analytical Engines' })).toEqual(['company'])
  })
})
