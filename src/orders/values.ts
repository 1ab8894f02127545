// What screens know of orders too, as plain values: this file imports nothing.

export const fulfilments = [
  'none',
  'partly_allocated',
  'allocated',
  'partly_released',
  'released',
  'picking',
  'picked',
  'partly_shipped',
  'shipped',
  'partly_delivered',
  'delivered',
  'cancelled',
] as const
export type Fulfilment = (typeof fulfilments)[number]
export const payments = [
  'none',
  'partly_paid',
  'paid',
  'overcharged',
  'partly_refunded',
  'refunded',
] as const
export type Payment = (typeof payments)[number]
export const aftersales = ['none', 'partly_returned', 'returned'] as const
export type Aftersales = (typeof aftersales)[number]

/** What the pieces that are furthest behind wait for; nothing of an order of which every piece has arrived or was cancelled. */
export const rests = ['stock', 'release', 'warehouse', 'arrival', 'none'] as const
export type Rest = (typeof rests)[number]

/** How many orders may go in one parcel. */
export const mostMerged = 50
