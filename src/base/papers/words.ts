import type { PaperLanguage, PaperName } from './data.ts'

const zh = {
  packingSlip: '装箱单',
  shippingLabel: '快递面单',
  shipTo: '收货人',
  orderNumber: '订单号',
  fulfilmentOrder: '发货指令',
  date: '日期',
  customerReference: '客户参考号',
  packages: '包裹数',
  row: '#',
  location: '库位',
  sku: '商品编码',
  item: '商品名称',
  quantity: '数量',
  lines: '行数',
  total: '总数量',
  note: '备注',
  returns: '退换货',
  noLines: '没有商品',
  from: '寄件',
  to: '收件',
  phone: '电话',
  weight: '重量',
  package: '包裹',
  order: '订单',
  reference: '参考号',
  page: (page: number, pages: number) => `第 ${page} / ${pages} 页`,
}

/** A missing translation fails the type check. */
const en: typeof zh = {
  packingSlip: 'Packing slip',
  shippingLabel: 'Shipping label',
  shipTo: 'Ship to',
  orderNumber: 'Order',
  fulfilmentOrder: 'Fulfilment order',
  date: 'Date',
  customerReference: 'Your reference',
  packages: 'Packages',
  row: '#',
  location: 'Location',
  sku: 'SKU',
  item: 'Item',
  quantity: 'Qty',
  lines: 'Lines',
  total: 'Units',
  note: 'Note',
  returns: 'Returns',
  noLines: 'No goods',
  from: 'From',
  to: 'To',
  phone: 'Tel.',
  weight: 'Weight',
  package: 'Package',
  order: 'Order',
  reference: 'Reference',
  page: (page: number, pages: number) => `Page ${page} / ${pages}`,
}

/** The texts of the papers in one language. */
export type Words = typeof zh

const catalogue: Record<PaperLanguage, Words> = { zh, en }

/** The texts of the papers in a language. */
export function wordsOf(language: PaperLanguage): Words {
  return catalogue[language]
}

/** A name in a language, else in the other one, else nothing. */
export function nameIn(name: PaperName | undefined, language: PaperLanguage): string {
  const [first, second] = language === 'zh' ? [name?.zh, name?.en] : [name?.en, name?.zh]
  return first?.trim() ? first : (second ?? '')
}

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 })

/** A number with its thousands apart, the same in both languages. */
export function countText(count: number): string {
  return grouped.format(count)
}
