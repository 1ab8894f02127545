import { expect, test } from 'vitest'
import { linesOf } from './address-lines.ts'

test('an address is written as its country writes it', () => {
  const ada = { name: 'Ada', street: '1 The Street', city: 'Bath', postcode: 'BA1', country: 'GB' }
  expect(linesOf(ada, () => 'United Kingdom')).toEqual([
    'Ada',
    '1 The Street',
    'Bath BA1',
    'United Kingdom',
  ])
  const li = {
    ...{ name: '李梅', phone: '139', country: 'CN', region: '北京市', city: '北京市' },
    ...{ district: '朝阳区', street: '建国路 88 号' },
  }
  expect(linesOf(li, () => '中国')).toEqual(['李梅 139', '北京市朝阳区建国路 88 号', '中国'])
})
