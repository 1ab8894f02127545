import { expect, test } from 'vitest'
import { company } from '../../../test/tea-company.ts'
import { labelSender } from './label.ts'

const hall = {
  ...{ code: 'HALL', name: { zh: '北仓', en: 'North' }, priority: 1, active: true },
  address: { street: '3 Canal Street', city: 'Leeds', country: 'GB' },
}

test('a label names place and company, and the company’s address where the place has none', () => {
  expect(labelSender(company, hall, 'en')).toMatchObject({
    ...{ name: 'North', company: 'Qinghe Tea', phone: '+86 571 8888 0000' },
    ...{ street: ['3 Canal Street'], city: 'Leeds', country: 'GB' },
  })
  const bare = { ...hall, address: {} }
  expect(labelSender(company, bare, 'zh')).toMatchObject({ city: '杭州市', country: 'CN' })
  expect(labelSender(null, bare, 'zh')).toMatchObject({ name: '北仓', street: [], country: '' })
})
