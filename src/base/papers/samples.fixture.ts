import type { PackingSlip, PackingSlipLine, PaperAddress, ShippingLabel } from './data.ts'

/** A receiver whose address is written from the large to the small. */
export const hangzhou: PaperAddress = {
  name: '陶喆',
  company: '杭州青禾文化传媒有限公司',
  phone: '+86 138 0013 8000',
  street: ['文三路 478 号华星时代广场 A 座 1203 室'],
  district: '西湖区',
  city: '杭州市',
  region: '浙江省',
  postcode: '310012',
  country: 'CN',
}

/** A receiver in the western layout, with letters beyond Latin-1. */
export const lodz: PaperAddress = {
  name: 'Małgorzata Żółkiewska',
  company: 'Księgarnia „Pod Łabędziem”',
  phone: '+48 42 555 01 23',
  street: ['ul. Piotrkowska 104 m. 7'],
  city: 'Łódź',
  postcode: '90-926',
  country: 'PL',
}

/** A sender. */
export const shenzhen: PaperAddress = {
  name: '一单到底 深圳仓',
  phone: '+86 755 8888 1234',
  street: ['龙华街道和平路 63 号 2 栋'],
  district: '龙华区',
  city: '深圳市',
  region: '广东省',
  postcode: '518109',
  country: 'CN',
}

/** A sender abroad. */
export const leeds: PaperAddress = {
  name: 'Throughline Returns',
  street: ['Unit 4, Crown Point Road'],
  city: 'Leeds',
  postcode: 'LS10 1JX',
  phone: '+44 113 496 0000',
  country: 'GB',
}

const GOODS: [string, string, string, number, string][] = [
  ['TS-BLK-XL', '纯棉圆领短袖 T 恤 黑色 XL', 'Cotton crew-neck T-shirt, black, XL', 2, 'A-03-12'],
  ['MUG-350-CEL', '龙泉青瓷马克杯 350 毫升', 'Longquan celadon mug, 350 ml', 4, 'C-11-02'],
  ['NB-A5-DOT', 'A5 点阵笔记本（含笔袋）', 'A5 dot-grid notebook with pen pouch', 10, 'B-07-01'],
  [
    'LAMP-DESK-WALNUT-EU',
    '胡桃木可调光阅读台灯，欧规插头，色温 2700–5000 K，附两米编织电源线与备用灯珠',
    'Dimmable walnut reading lamp, EU plug, 2700–5000 K, with a two-metre braided cable and a spare bulb',
    1,
    'D-01-30',
  ],
  ['TEA-LJ-50', '明前龙井 50 克', 'Pre-Qingming Longjing tea, 50 g', 1250, 'E-02-08'],
]

/** So many lines, the goods repeated with their own number in the SKU. */
export function slipLines(count: number): PackingSlipLine[] {
  return Array.from({ length: count }, (_, index) => {
    const [sku, zh, en, quantity, location] = GOODS[index % GOODS.length] ?? GOODS[0] ?? ['']
    const name = { zh: String(zh), en: String(en) }
    const suffix = index < GOODS.length ? '' : `-${index + 1}`
    return { sku: `${sku}${suffix}`, name, quantity: Number(quantity), location: String(location) }
  })
}

/** A packing slip with a given number of lines and a receiver. */
export function sampleSlip(count = 5, shipTo = hangzhou): PackingSlip {
  return {
    sender: '一单到底 Throughline',
    orderNumber: 'SO-2026-100234',
    fulfilmentOrderNumber: 'FO-2026-100234-1',
    date: '2026-03-09',
    shipTo,
    customerReference: 'PO 4500098211',
    packages: 2,
    lines: slipLines(count),
    note: '生日快乐！愿你每天都有好茶相伴。 Happy birthday – enjoy the tea.',
  }
}

/** A label of three packages, the last without a tracking number. */
export function sampleLabel(to = hangzhou, from = shenzhen): ShippingLabel {
  return {
    orderNumber: 'SO-2026-100234',
    date: '2026-03-09T18:30:00Z',
    from,
    to,
    carrier: { zh: '顺丰速运', en: 'SF Express' },
    service: { zh: '标快', en: 'Standard' },
    reference: 'PO 4500098211',
    packages: [
      { id: 'PKG-77120', trackingNumber: 'SF1029384756601', grams: 1250 },
      { id: 'PKG-77121', trackingNumber: 'SF1029384756612', grams: 20_433 },
      { id: 'PKG-77122', grams: 90 },
    ],
  }
}
