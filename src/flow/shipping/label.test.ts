import { expect, test } from 'vitest'
import { labelSender } from './label.ts'

const company = {
  name: { zh: '青禾茶业', en: 'Qinghe Tea' },
  address: {
    street: '文三路 478 号',
    district: '西湖区',
    city: '杭州市',
    region: '浙江省',
    postcode: '310012',
    country: 'CN',
  },
  phone: '+86 571 8888 0000',
  mail: '',
  taxNumber: '91330000X',
  timeZone: 'Asia/Shanghai',
}
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
