// The order as the rules see it: plain values, no clock, no database, no random ids.
import type { Names } from '../ground/catalog/index.ts'

/** Pieces of a line move from left to right: no count is ever above the one it is taken from. */
export type Quantities = {
  ordered: number
  cancelled: number
  allocated: number
  released: number
  picked: number
  shipped: number
  delivered: number
  returned: number
}

/** What was agreed about one variant. Amounts are for the whole line, in minor units. */
export type Line = Quantities & {
  line: number
  sku: string
  name: Names
  unitPrice: number
  discount: number
  tax: number
}

/** An amount besides the goods: shipping, a fee, a voucher; may be negative. */
export type Charge = { code: string; amount: number; tax: number; label?: string }

/** A stop sign: which transitions it blocks, and why, as a code with parameters. */
export type Hold = {
  id: string
  code: string
  blocks: Transition[]
  params?: Record<string, string | number>
  note?: string
}

export const transitions = [
  'confirm',
  'allocate',
  'release',
  'pick',
  'ship',
  'deliver',
  'return',
  'cancel',
] as const
export type Transition = (typeof transitions)[number]

export type Status = 'received' | 'confirmed' | 'closed' | 'cancelled'

export type Customer = {
  id?: string | undefined
  name: string
  email?: string | undefined
  phone?: string | undefined
  language?: 'zh' | 'en' | undefined
}

export type Address = {
  name: string
  company?: string | undefined
  country: string
  region?: string | undefined
  city: string
  district?: string | undefined
  street: string
  postcode?: string | undefined
  phone?: string | undefined
}

export type Totals = {
  goods: number
  discount: number
  charged: number
  tax: number
  total: number
}

export type Order = Totals & {
  id: string
  number: number
  version: number
  status: Status
  channel: string
  externalRef: string | null
  currency: string
  taxIncluded: boolean
  customer: Customer
  shipTo: Address
  lines: Line[]
  charges: Charge[]
  holds: Hold[]
  note: string | null
  promisedFor: string | null
  /** The code of the carrier to ship with; null leaves the choice to the person who ships. */
  carrier: string | null
  /** The merge it belongs to; the orders of a merge go in one parcel. */
  merge: string | null
  placedAt: string
  paid: number
  refunded: number
  credited: number
}

/** A new order as the caller asks for it; amounts in minor units. A price that is left out comes from the price list. */
export type NewOrder = {
  channel: string
  currency: string
  externalRef?: string | undefined
  customer: Customer
  shipTo: Address
  lines: {
    sku: string
    quantity: number
    price?: number | undefined
    discount?: number | undefined
    name?: Names | undefined
  }[]
  discount?: number | undefined
  charges?: { code: string; amount: number; label?: string | undefined }[] | undefined
  note?: string | undefined
  promisedFor?: string | undefined
}

export type LinePieces = { line: number; quantity: number }
export type PlacedPieces = LinePieces & { location: string }

export function lineOf(order: Order, number: number): Line | undefined {
  // Lines are numbered from 1 without gaps at placement.
  const line = order.lines[number - 1]
  return line?.line === number ? line : order.lines.find((other) => other.line === number)
}
