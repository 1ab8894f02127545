// The columns of an exported list of orders: one cell per order.

import { formatAmount } from '../../base/platform/index.ts'
import type { OutCell } from '../../base/tables/index.ts'
import type { OrderSummary } from '../find/index.ts'

/** `say` translates a code of some kind, `local` converts a time to the reader's time zone. */
export type Telling = {
  language: 'zh' | 'en'
  now: number
  say: (kind: string, code: string) => string
  step: (step: string) => string
  channel: (code: string) => string
  location: (code: string) => string
  country: (code: string) => string
  local: (time: string) => string
  more: (lines: number) => string
  late: (toSend: number, since: string) => string
  short: (pieces: number, of: number) => string
  rest: (toRelease: number) => string
}

type Column = (order: OrderSummary, telling: Telling) => OutCell

const text = (value: string | null | undefined): OutCell => (value ? { text: value } : null)
const whole = (value: number): OutCell => ({ number: String(value) })
const money =
  (key: 'goods' | 'discount' | 'charged' | 'tax' | 'total' | 'paid' | 'refunded' | 'credited') =>
  (order: OrderSummary): OutCell => ({ number: formatAmount(order[key], order.currency) })
const time = (value: string | null, { local }: Telling): OutCell =>
  value === null ? null : { time: local(value) }

const columns = {
  number: ({ number }) => whole(number),
  id: ({ id }) => text(id),
  externalRef: ({ externalRef }) => text(externalRef),
  state: (order, telling) => text(stateOf(order, telling)),
  reason: (order, telling) => text(reasonOf(order, telling)),
  channel: ({ channel }, telling) => text(telling.channel(channel)),
  placedAt: ({ placedAt }, telling) => time(placedAt, telling),
  promisedFor: ({ promisedFor }, telling) => time(promisedFor, telling),
  status: ({ status }, { say }) => text(say('status', status)),
  fulfilment: ({ fulfilment }, { say }) => text(say('fulfilment', fulfilment)),
  payment: ({ payment }, { say }) => text(say('payment', payment)),
  aftersales: ({ aftersales }, { say }) => text(say('aftersales', aftersales)),
  holds: (order, telling) => text(holdsOf(order, telling)),
  customer: ({ customer }) => text(customer.name),
  email: ({ customer }) => text(customer.email),
  phone: ({ customer, shipTo }) => text(customer.phone ?? shipTo.phone),
  recipient: ({ shipTo }) => text(shipTo.name),
  country: ({ shipTo }, telling) => text(telling.country(shipTo.country)),
  region: ({ shipTo }) => text(shipTo.region),
  city: ({ shipTo }) => text(shipTo.city),
  district: ({ shipTo }) => text(shipTo.district),
  street: ({ shipTo }) => text(shipTo.street),
  postcode: ({ shipTo }) => text(shipTo.postcode),
  sku: ({ first }) => text(first?.sku),
  item: (order, telling) => text(goodsOf(order, telling)),
  lines: ({ lineCount }) => whole(lineCount),
  units: ({ units }) => whole(units),
  locations: ({ locations }, { location }) => text(locations.map(location).join(', ')),
  carrier: ({ carrier }) => text(carrier),
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
  'state',
  'reason',
  'promisedFor',
  'externalRef',
  'channel',
  'placedAt',
  'payment',
  'customer',
  'country',
  'city',
  'units',
  'total',
  'currency',
]

/** True for a column with contact data. */
export function tellsContact(key: ColumnKey): boolean {
  return key === 'email' || key === 'phone' || key === 'street'
}

/** An order as a row of these columns. */
export function rowOf(
  keys: readonly ColumnKey[],
  order: OrderSummary,
  telling: Telling,
): OutCell[] {
  return keys.map((key) => (columns[key] as Column)(order, telling))
}

/** As the badge on the screen shows it: how far the order has come, and whether it is held. */
function stateOf({ queue, step: at }: OrderSummary, { step }: Telling): string {
  return queue === 'held' ? `${step('held')} · ${step(at)}` : step(at)
}

function holdsOf({ holds }: OrderSummary, { say }: Telling): string {
  return holds.map(({ code }) => say('hold', code)).join(', ')
}

/** Why it is not further: its holds, otherwise missing stock, otherwise unreleased pieces, otherwise since when it is late. */
function reasonOf(order: OrderSummary, telling: Telling): string {
  const { holds, restWaitsFor, units, toAllocate, toRelease, toSend, promisedFor } = order
  if (holds.length > 0) return holdsOf(order, telling)
  if (restWaitsFor === 'stock') return telling.short(toAllocate, units)
  if (restWaitsFor === 'release') return telling.rest(toRelease)
  const late = toSend > 0 && promisedFor !== null && Date.parse(promisedFor) < telling.now
  return late ? telling.late(toSend, telling.local(promisedFor)) : ''
}

function goodsOf({ first, lineCount }: OrderSummary, { language, more }: Telling): string {
  if (!first) return ''
  const goods = `${nameIn(first.name, language) ?? first.sku} × ${first.quantity}`
  return lineCount > 1 ? `${goods} ${more(lineCount - 1)}` : goods
}

function nameIn(
  name: { zh?: string | undefined; en?: string | undefined } | undefined,
  language: 'zh' | 'en',
): string | undefined {
  return language === 'zh' ? (name?.zh ?? name?.en) : (name?.en ?? name?.zh)
}
