// The words of an exported list: heads of its columns, and the states of an order.
import type { ColumnKey, Telling } from './export-columns.ts'

type Words = { sheet: string; columns: Record<ColumnKey, string>; states: Record<string, string> }

const zh: Words = {
  sheet: '订单',
  columns: {
    number: '订单号',
    id: '订单 ID',
    externalRef: '外部单号',
    channel: '渠道',
    placedAt: '下单时间',
    promisedFor: '承诺时间',
    status: '状态',
    fulfilment: '履约',
    payment: '支付',
    aftersales: '售后',
    holds: '挂起原因',
    customer: '客户',
    email: '邮箱',
    phone: '电话',
    recipient: '收货人',
    country: '国家/地区',
    region: '省/州',
    city: '城市',
    district: '区县',
    street: '详细地址',
    postcode: '邮编',
    sku: '首行 SKU',
    item: '首行商品',
    lines: '行数',
    units: '件数',
    locations: '仓库',
    goods: '商品金额',
    discount: '优惠',
    charges: '附加费用',
    tax: '税额',
    total: '总额',
    paid: '已付',
    refunded: '已退款',
    credited: '应退',
    currency: '币种',
    note: '备注',
  },
  states: {
    status_received: '已接单',
    status_confirmed: '已确认',
    status_closed: '已完结',
    status_cancelled: '已取消',
    fulfilment_none: '未分配',
    fulfilment_partly_allocated: '部分分配',
    fulfilment_allocated: '已分配',
    fulfilment_released: '已下发',
    fulfilment_picking: '拣货中',
    fulfilment_picked: '已拣货',
    fulfilment_partly_shipped: '部分发货',
    fulfilment_shipped: '已发货',
    fulfilment_partly_delivered: '部分签收',
    fulfilment_delivered: '已签收',
    fulfilment_cancelled: '已取消',
    payment_none: '未付款',
    payment_partly_paid: '部分付款',
    payment_paid: '已付款',
    payment_overcharged: '多付',
    payment_partly_refunded: '部分退款',
    payment_refunded: '已退款',
    aftersales_none: '无',
    aftersales_partly_returned: '部分退货',
    aftersales_returned: '已退货',
  },
}

const en: Words = {
  sheet: 'Orders',
  columns: {
    number: 'Order',
    id: 'Order ID',
    externalRef: 'External reference',
    channel: 'Channel',
    placedAt: 'Placed',
    promisedFor: 'Promised',
    status: 'Status',
    fulfilment: 'Fulfilment',
    payment: 'Payment',
    aftersales: 'After-sales',
    holds: 'Holds',
    customer: 'Customer',
    email: 'E-mail',
    phone: 'Phone',
    recipient: 'Recipient',
    country: 'Country',
    region: 'Region',
    city: 'City',
    district: 'District',
    street: 'Street',
    postcode: 'Postcode',
    sku: 'First SKU',
    item: 'First item',
    lines: 'Lines',
    units: 'Units',
    locations: 'Locations',
    goods: 'Goods',
    discount: 'Discount',
    charges: 'Charges',
    tax: 'Tax',
    total: 'Total',
    paid: 'Paid',
    refunded: 'Refunded',
    credited: 'Credited',
    currency: 'Currency',
    note: 'Note',
  },
  states: {
    status_received: 'Received',
    status_confirmed: 'Confirmed',
    status_closed: 'Closed',
    status_cancelled: 'Cancelled',
    fulfilment_none: 'Not allocated',
    fulfilment_partly_allocated: 'Partly allocated',
    fulfilment_allocated: 'Allocated',
    fulfilment_released: 'Released',
    fulfilment_picking: 'Picking',
    fulfilment_picked: 'Picked',
    fulfilment_partly_shipped: 'Partly shipped',
    fulfilment_shipped: 'Shipped',
    fulfilment_partly_delivered: 'Partly delivered',
    fulfilment_delivered: 'Delivered',
    fulfilment_cancelled: 'Cancelled',
    payment_none: 'Not paid',
    payment_partly_paid: 'Partly paid',
    payment_paid: 'Paid',
    payment_overcharged: 'Overcharged',
    payment_partly_refunded: 'Partly refunded',
    payment_refunded: 'Refunded',
    aftersales_none: 'None',
    aftersales_partly_returned: 'Partly returned',
    aftersales_returned: 'Returned',
  },
}

const words = { zh, en }

/** The heads of these columns. */
export function headsOf(keys: readonly ColumnKey[], language: 'zh' | 'en'): string[] {
  return keys.map((key) => words[language].columns[key])
}

export function sheetName(language: 'zh' | 'en'): string {
  return words[language].sheet
}

/** How an exported list tells states and times. A state without words stands as its code. */
export function tellingIn(language: 'zh' | 'en', timeZone: string): Telling {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone, hourCycle: 'h23' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  })
  return {
    language,
    say: (kind, code) => words[language].states[`${kind}_${code}`] ?? code,
    local: (time) => clock.format(new Date(time)),
  }
}
