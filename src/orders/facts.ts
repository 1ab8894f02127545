import type { Address, Charge, Hold, LinePieces, Order, PlacedPieces, Totals } from './order.ts'

/** What was agreed, whole: from this fact and those after it the order can be told again. */
export type Placed = Omit<
  Order,
  | keyof Totals
  | 'version'
  | 'status'
  | 'lines'
  | 'holds'
  | 'carrier'
  | 'merge'
  | 'paid'
  | 'refunded'
  | 'credited'
  | 'charges'
> &
  Totals & {
    charges: Charge[]
    lines: Pick<
      Order['lines'][number],
      'line' | 'sku' | 'name' | 'unitPrice' | 'discount' | 'tax' | 'ordered'
    >[]
  }

/** `allocated`: how many of the cancelled pieces had stock, which was given back. */
export type CancelledPieces = LinePieces & { allocated: number }
/** `credit`: what the customer gets back for these pieces, in minor units. */
export type ReturnedPieces = LinePieces & { credit: number }

/** Parts of an order that can be changed; of the customer only the fields it is about, null where nothing is said. */
export type ChangedParts = {
  shipTo?: Address
  customer?: { name?: string; email?: string | null; phone?: string | null }
  note?: string | null
  promisedFor?: string | null
  carrier?: string | null
}

/** The facts of an order, by type. Reasons are codes with parameters, so that every language can say them. */
export type OrderFact =
  | { type: 'order.placed'; data: Placed }
  | { type: 'order.confirmed'; data: { reason?: string | undefined } }
  | { type: 'order.held'; data: { hold: Hold } }
  | { type: 'order.hold_lifted'; data: { hold: string; reason?: string | undefined } }
  | {
      type: 'order.changed'
      data: { before: ChangedParts; after: ChangedParts; reason?: string | undefined }
    }
  | { type: 'order.merged'; data: { merge: string; orders: MergedOrder[] } }
  | { type: 'order.unmerged'; data: { merge: string; reason: UnmergeReason } }
  | { type: 'order.cancelled'; data: { reason: string; pieces: CancelledPieces[] } }
  | { type: 'order.allocated'; data: { pieces: PlacedPieces[] } }
  | {
      type: 'order.released'
      data: { pieces: PlacedPieces[]; fulfilmentOrders?: string[] }
    }
  | { type: 'order.recalled'; data: { pieces: PlacedPieces[] } }
  | { type: 'order.picked'; data: { pieces: PlacedPieces[] } }
  | { type: 'order.shipped'; data: Shipped }
  | { type: 'order.delivered'; data: { pieces: LinePieces[]; at?: string | undefined } }
  | { type: 'order.returned'; data: Returned }
  | { type: 'order.paid'; data: Money }
  | { type: 'order.refunded'; data: Money }

/** An order of a merge, as people call it. */
export type MergedOrder = { id: string; number: number }
/**
 * Why an order left its merge: somebody asked, it goes elsewhere, it goes nowhere, the warehouse no longer sends it, or it was
 * the last one left.
 */
export type UnmergeReason = 'asked' | 'changed' | 'cancelled' | 'recalled' | 'alone'

/** `unreleased`: how many of the pieces the warehouse had not been told to send. */
export type ShippedPieces = PlacedPieces & { unreleased?: number | undefined }
export type Shipped = {
  pieces: ShippedPieces[]
  carrier?: string | undefined
  trackingNumber?: string | undefined
  package?: string | undefined
}
export type Returned = {
  pieces: ReturnedPieces[]
  reason: string
  restockedAt?: string | undefined
  return?: string | undefined
}
export type Money = { amount: number; method: string; reference?: string | undefined }
