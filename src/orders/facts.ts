// What can happen to an order, by type. Reasons are codes with parameters, so that every language can say them.
import { z } from 'zod'
import { type FactOf, factTable } from '../base/module/index.ts'
import { charge, hold, line, mergedOrder, order } from './shapes.ts'

const { customer, shipTo } = order.shape
const reason = z.string().optional()
const piece = z.strictObject({ line: z.int(), quantity: z.int() })
const placedPiece = piece.extend({ location: z.string() })
const pieces = z.strictObject({ pieces: z.array(placedPiece) })

/** What was agreed, whole: from this fact and those after it the order can be told again. */
const placed = z.strictObject({
  ...order.pick({
    ...{ id: true, number: true, channel: true, externalRef: true, currency: true },
    ...{ taxIncluded: true, note: true, promisedFor: true, placedAt: true },
    ...{ goods: true, discount: true, charged: true, tax: true, total: true },
  }).shape,
  customer,
  shipTo,
  charges: z.array(charge),
  lines: z.array(
    z.strictObject(
      line.pick({
        ...{ line: true, sku: true, name: true, unitPrice: true, discount: true, tax: true },
        ordered: true,
      }).shape,
    ),
  ),
})

/** Parts of an order that can be changed; of the customer only the fields it is about, null where nothing is said. */
const changedParts = z.strictObject({
  shipTo: shipTo.exactOptional(),
  customer: z
    .strictObject({
      name: z.string().exactOptional(),
      email: z.string().nullable().exactOptional(),
      phone: z.string().nullable().exactOptional(),
    })
    .exactOptional(),
  note: z.string().nullable().exactOptional(),
  promisedFor: z.string().nullable().exactOptional(),
  carrier: z.string().nullable().exactOptional(),
})

/**
 * Why an order left its merge: somebody asked for it, its address changed, it was cancelled, it was recalled from the warehouse,
 * or no other order was left.
 */
const unmergeReason = z.enum(['asked', 'changed', 'cancelled', 'recalled', 'alone'])

const cancelledPiece = piece.extend({
  allocated: z.int().meta({ description: 'how many of them had stock, which was given back' }),
})
const shippedPiece = placedPiece.extend({
  unreleased: z
    .int()
    .optional()
    .meta({ description: 'how many of them the warehouse had not been told to send' }),
})
const returnedPiece = piece.extend({
  credit: z.int().meta({ description: 'what the customer gets back for them, in minor units' }),
})

const shipped = z.strictObject({
  pieces: z.array(shippedPiece),
  carrier: z.string().optional(),
  trackingNumber: z.string().optional(),
  package: z.string().optional(),
})
const returned = z.strictObject({
  pieces: z.array(returnedPiece),
  reason: z.string(),
  restockedAt: z.string().optional(),
  return: z.string().optional(),
})
const money = z.strictObject({
  amount: z.int(),
  method: z.string(),
  reference: z.string().optional(),
})

const ofOrder = {
  stream: 'ord_',
  readers: 'orders:read',
  within: { channel: ({ stream }: { stream: string }) => stream },
  leaves: true,
} as const

export const orderFacts = factTable({
  'order.placed': { data: placed, ...ofOrder },
  'order.confirmed': { data: z.strictObject({ reason }), ...ofOrder },
  'order.held': { data: z.strictObject({ hold }), ...ofOrder },
  'order.hold_lifted': { data: z.strictObject({ hold: z.string(), reason }), ...ofOrder },
  'order.changed': {
    data: z.strictObject({ before: changedParts, after: changedParts, reason }),
    ...ofOrder,
  },
  'order.merged': {
    data: z.strictObject({ merge: z.string(), orders: z.array(mergedOrder) }),
    ...ofOrder,
  },
  'order.unmerged': {
    data: z.strictObject({ merge: z.string(), reason: unmergeReason }),
    ...ofOrder,
  },
  'order.cancelled': {
    data: z.strictObject({ reason: z.string(), pieces: z.array(cancelledPiece) }),
    ...ofOrder,
  },
  'order.allocated': { data: pieces, ...ofOrder },
  'order.released': {
    data: pieces.extend({ fulfilmentOrders: z.array(z.string()).exactOptional() }),
    ...ofOrder,
  },
  'order.recalled': { data: pieces, ...ofOrder },
  'order.picked': { data: pieces, ...ofOrder },
  'order.shipped': { data: shipped, ...ofOrder },
  'order.delivered': {
    data: z.strictObject({ pieces: z.array(piece), at: z.string().optional() }),
    ...ofOrder,
  },
  'order.returned': { data: returned, ...ofOrder },
  'order.paid': { data: money, ...ofOrder },
  'order.refunded': { data: money, ...ofOrder },
})

/** The facts of an order, by type. */
export type OrderFact = FactOf<typeof orderFacts>
export type Placed = z.output<typeof placed>
export type ChangedParts = z.output<typeof changedParts>
export type MergedOrder = z.output<typeof mergedOrder>
export type UnmergeReason = z.output<typeof unmergeReason>
export type CancelledPieces = z.output<typeof cancelledPiece>
export type ShippedPieces = z.output<typeof shippedPiece>
export type ReturnedPieces = z.output<typeof returnedPiece>
export type Shipped = z.output<typeof shipped>
export type Returned = z.output<typeof returned>
export type Money = z.output<typeof money>
