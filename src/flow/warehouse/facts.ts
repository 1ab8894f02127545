import { z } from 'zod'
import { factTable } from '../../base/module/index.ts'
import { states } from './fulfilment.ts'
import { trackingStatuses } from './package.ts'

const piece = z.strictObject({ line: z.int(), quantity: z.int() })
const pieces = z.strictObject({ pieces: z.array(piece) })
const ofFulfilmentOrder = { stream: 'ful_', readers: 'orders:read', leaves: true } as const

export const fulfilmentFacts = factTable({
  'fulfilment.released': {
    data: z.strictObject({
      id: z.string(),
      number: z.string(),
      orderId: z.string(),
      orderNumber: z.int(),
      channel: z.string(),
      location: z.string(),
      state: z.enum(states),
      merge: z.string().nullish(),
      version: z.int(),
      releasedAt: z.string(),
      lines: z.array(
        z.strictObject({
          line: z.int(),
          sku: z.string(),
          name: z.strictObject({ zh: z.string().optional(), en: z.string().optional() }),
          quantity: z.int(),
          picked: z.int(),
          packed: z.int(),
          shipped: z.int(),
          recalled: z.int().optional(),
        }),
      ),
    }),
    ...ofFulfilmentOrder,
  },
  'fulfilment.picked': { data: pieces, ...ofFulfilmentOrder },
  'fulfilment.recalled': { data: pieces, ...ofFulfilmentOrder },
  'fulfilment.packed': {
    data: z.strictObject({ packages: z.array(pieces.extend({ package: z.string() })) }),
    ...ofFulfilmentOrder,
  },
  'fulfilment.shipped': {
    data: z.strictObject({
      pieces: z.array(
        piece.extend({
          unpacked: z.int().optional().meta({
            description:
              'how many of them left without ever being packed; where it is absent, what was packed left first',
          }),
        }),
      ),
      package: z.string().optional(),
    }),
    ...ofFulfilmentOrder,
  },
})

const text = z.string().nullable()
const whole = z.int().nullable()

const packed = z.strictObject({
  id: z.string(),
  number: z.string(),
  orderId: z.string(),
  orderNumber: z.int(),
  channel: z.string(),
  locations: z.array(z.string()),
  fulfilmentOrderId: text,
  orderVersion: whole,
  parcel: text.optional(),
  weightG: whole,
  lengthMm: whole,
  widthMm: whole,
  heightMm: whole,
  carrier: text,
  service: text,
  trackingNumber: text,
  status: z.enum(trackingStatuses),
  statusAt: text,
  packedAt: z.string(),
  shippedAt: text,
  deliveredAt: text,
  version: z.int(),
  lines: z.array(
    z.strictObject({ line: z.int(), sku: z.string(), quantity: z.int(), delivered: z.int() }),
  ),
})
const sent = packed.pick({
  orderId: true,
  carrier: true,
  service: true,
  trackingNumber: true,
  shippedAt: true,
})

const ofPackage = { stream: 'pkg_', readers: 'orders:read', leaves: true } as const

export const packageFacts = factTable({
  'package.packed': { data: packed, ...ofPackage },
  'package.shipped': {
    data: z
      .union([sent, packed])
      .meta({ description: 'with what it goes; the whole package where nobody had packed it' }),
    ...ofPackage,
  },
})

export const warehouseFacts = factTable({ ...fulfilmentFacts.kinds, ...packageFacts.kinds })
