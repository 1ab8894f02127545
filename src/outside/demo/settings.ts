// How the demo company has set itself up.
import type { changeCompany } from '../../ground/company/index.ts'

const street = '12 Wharf Road'
const channel = (code: string, zh: string, en: string, promiseHours: number | null) => ({
  kind: 'channel' as const,
  code,
  value: { name: { zh, en }, promiseHours, active: true },
})
const carrier = (code: string, name: { zh: string; en: string }, trackingUrl: string) => ({
  kind: 'carrier' as const,
  code,
  value: { name, trackingUrl, cutOff: '16:30', active: true },
})

export const demoSettings: Parameters<typeof changeCompany>[1] = [
  {
    kind: 'company',
    code: 'company',
    value: {
      name: { zh: '沃夫礼品公司', en: 'Wharf & Daughters Gifts' },
      address: {
        ...{ street, district: '', city: 'London', region: '' },
        ...{ postcode: 'E16 2EB', country: 'GB' },
      },
      phone: '+44 20 7946 0018',
      mail: 'hello@wharf.example',
      taxNumber: 'GB 000 0000 00',
      timeZone: 'Europe/London',
    },
  },
  channel('order-book', '历史订单', 'Order book', 72),
  channel('web', '网店', 'Web shop', 48),
  channel('phone', '电话', 'Telephone', 24),
  carrier('royal-mail', { zh: '皇家邮政', en: 'Royal Mail' }, 'https://track.example/rm/{number}'),
  carrier(
    'parcel-line',
    { zh: '派速达', en: 'Parcel Line' },
    'https://track.example/pl?n={number}',
  ),
  {
    kind: 'template',
    code: 'packing_slip_footer',
    value: { text: { zh: '感谢您的惠顾。', en: 'Thank you for your order.' } },
  },
  {
    kind: 'template',
    code: 'packing_slip_returns',
    value: {
      text: {
        zh: '如不满意，请在 30 天内连同此单寄回。',
        en: 'Not quite right? Send it back within 30 days, together with this slip.',
      },
    },
  },
]
