// What a list of orders may show as a file: one cell of each order per column.
import type { OrderSummary } from '../orders/index.ts'
import { formatAmount } from '../platform/index.ts'
import type { OutCell } from '../tables/index.ts'

/** The order with its axes, as the list shows it; `say` puts a state into words, `local` a time into the reader's zone. */
export type Exported = OrderSummary & { fulfilment: string; payment: string; aftersales: string }
export type Telling = {
  language: 'zh' | 'en'
  say: (kind: 'status' | 'fulfilment' | 'payment' | 'aftersales', code: string) => string
  local: (time: string) => string
}

type Column = (order: Exported, telling: Telling) => OutCell

const text = (value: string | null | undefined): OutCell => (value ? { text: value } : null)
const whole = (value: number): OutCell => ({ number: String(value) })
const money =
  (key: 'goods' | 'discount' | 'charged' | 'tax' | 'total' | 'paid' | 'refunded' | 'credited') =>
  (order: Exported): OutCell => ({ number: formatAmount(order[key], order.currency) })
const time = (value: string | null, { local }: Telling): OutCell =>
  value === null ? null : { time: local(value) }

const columns = {
  number: ({ number }) => whole(number),
  id: ({ id }) => text(id),
  externalRef: ({ externalRef }) => text(externalRef),
  channel: ({ channel }) => text(channel),
  placedAt: ({ placedAt }, telling) => time(placedAt, telling),
  promisedFor: ({ promisedFor }, telling) => time(promisedFor, telling),
  status: ({ status }, { say }) => text(say('status', status)),
  fulfilment: ({ fulfilment }, { say }) => text(say('fulfilment', fulfilment)),
  payment: ({ payment }, { say }) => text(say('payment', payment)),
  aftersales: ({ aftersales }, { say }) => text(say('aftersales', aftersales)),
  holds: ({ holds }) => text(holds.map(({ code }) => code).join(', ')),
  customer: ({ customer }) => text(customer.name),
  email: ({ customer }) => text(customer.email),
  phone: ({ customer, shipTo }) => text(customer.phone ?? shipTo.phone),
  recipient: ({ shipTo }) => text(shipTo.name),
  country: ({ shipTo }) => text(shipTo.country),
  region: ({ shipTo }) => text(shipTo.region),
  city: ({ shipTo }) => text(shipTo.city),
  district: ({ shipTo }) => text(shipTo.district),
  street: ({ shipTo }) => text(shipTo.street),
  postcode: ({ shipTo }) => text(shipTo.postcode),
  sku: ({ first }) => text(first?.sku),
  item: ({ first }, { language }) => text(nameIn(first?.name, language)),
  lines: ({ lineCount }) => whole(lineCount),
  units: ({ units }) => whole(units),
  locations: ({ locations }) => text(locations.join(', ')),
  goods: money('goods'),
  discount: money('discount'),
  charges: money('charged'),
  tax: money('tax'),
  total: money('total'),
  paid: money('paid'),
  refunded: money('refunded'),
  credited: money('credited'),
  currency: ({ currency }) => text(currency),
  note: ({ note }) => text(note),
} satisfies Record<string, Column>

export type ColumnKey = keyof typeof columns

export const columnKeys = Object.keys(columns) as ColumnKey[]

export const usualColumns: readonly ColumnKey[] = [
  'number',
  'externalRef',
  'channel',
  'placedAt',
  'promisedFor',
  'status',
  'fulfilment',
  'payment',
  'customer',
  'country',
  'city',
  'units',
  'total',
  'currency',
]

/** True for a column that tells how somebody is reached. */
export function tellsContact(key: ColumnKey): boolean {
  return key === 'email' || key === 'phone' || key === 'street'
}

/** An order as a row of these columns. */
export function rowOf(keys: readonly ColumnKey[], order: Exported, telling: Telling): OutCell[] {
  return keys.map((key) => (columns[key] as Column)(order, telling))
}

function nameIn(
  name: { zh?: string | undefined; en?: string | undefined } | undefined,
  language: 'zh' | 'en',
): string | undefined {
  return language === 'zh' ? (name?.zh ?? name?.en) : (name?.en ?? name?.zh)
}
