// The package as the rules see it: what was packed together, its tracking status, and who may see it. Pure.
import type { FulfilmentOrder } from './fulfilment.ts'
import type { Scope } from './work.ts'

/** The tracking statuses from early to late; trouble comes after `delivered`, because it can happen after it. */
export const trackingStatuses = [
  'unknown',
  'pre_transit',
  'in_transit',
  'out_for_delivery',
  'available_for_pickup',
  'delivered',
  'return_to_sender',
  'failure',
] as const
export type TrackingStatus = (typeof trackingStatuses)[number]

/** `delivered`: how many of the order's delivered pieces this package has accounted for. */
export type PackageLine = { line: number; sku: string; quantity: number; delivered: number }

/** Weight in grams, sizes in millimetres; null when not measured. Instants are ISO 8601. */
export type Package = {
  id: string
  number: string
  orderId: string
  orderNumber: number
  channel: string
  locations: string[]
  fulfilmentOrderId: string | null
  orderVersion: number | null
  /** The number of the parcel that it shares with packages of other orders; null when it shares none. */
  parcel: string | null
  weightG: number | null
  lengthMm: number | null
  widthMm: number | null
  heightMm: number | null
  carrier: string | null
  service: string | null
  trackingNumber: string | null
  status: TrackingStatus
  statusAt: string | null
  packedAt: string
  shippedAt: string | null
  deliveredAt: string | null
  version: number
  lines: PackageLine[]
}

/** The initial values of a new package that is not shipped. */
export const unsent = {
  parcel: null,
  carrier: null,
  service: null,
  trackingNumber: null,
  status: 'unknown',
  statusAt: null,
  shippedAt: null,
  deliveredAt: null,
  version: 1,
} as const satisfies Partial<Package>

/** A fulfilment order after a step, and the packages of the step, also those of other fulfilment orders in the parcel. */
export type Done = { order: FulfilmentOrder; packages: Package[] }

export type Measures = {
  weightG: number
  lengthMm?: number | undefined
  widthMm?: number | undefined
  heightMm?: number | undefined
}

/** A package packed for a fulfilment order; its number is given when it is saved. */
export function packageOf(
  { id, pieces }: { id: string; pieces: readonly { line: number; quantity: number }[] },
  order: FulfilmentOrder,
  { weightG, lengthMm = null, widthMm = null, heightMm = null }: NullableMeasures,
  at: Date,
): Package {
  return {
    id,
    number: '',
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    channel: order.channel,
    locations: [order.location],
    fulfilmentOrderId: order.id,
    orderVersion: null,
    weightG,
    lengthMm,
    widthMm,
    heightMm,
    ...unsent,
    packedAt: at.toISOString(),
    lines: pieces.map(({ line, quantity }) => {
      const sku = order.lines.find((one) => one.line === line)?.sku ?? ''
      return { line, sku, quantity, delivered: 0 }
    }),
  }
}

type NullableMeasures = { [Name in keyof Measures]: Measures[Name] | null }

/** Whether a caller may see it; a foreign package answers like one that does not exist. */
export function isPackageSeen(one: Package, { channels, locations }: Scope): boolean {
  return (
    (channels === null || channels.includes(one.channel)) &&
    (locations === null || one.locations.some((location) => locations.includes(location)))
  )
}
