import { z } from 'zod'
import { type Contract, field } from '../../base/http/index.ts'
import { commandRoute, commands } from '../../orders/index.ts'
import { states } from './fulfilment.ts'
import { trackingStatuses } from './package.ts'
import { mostGrams, mostMillimetres, mostPackages } from './values.ts'

const whole = z.int().min(0)

export const fulfilmentOrder = z
  .object({
    id: z.string(),
    number: z.string(),
    orderId: z.string(),
    orderNumber: z.int(),
    channel: z.string(),
    location: z.string(),
    state: z.enum(states),
    merge: z
      .string()
      .nullable()
      .meta({ description: 'the id that all fulfilment orders going in the same parcel share' }),
    together: z
      .array(
        z.object({
          id: z.string(),
          number: z.string(),
          orderId: z.string(),
          orderNumber: z.int(),
          state: z.enum(states),
        }),
      )
      .meta({
        description: 'the other fulfilment orders at its location that go in the same parcel',
      }),
    version: z.int(),
    releasedAt: z.string(),
    units: z.int(),
    picked: whole,
    packed: whole,
    shipped: whole,
    recalled: whole,
    lines: z.array(
      z.object({
        line: z.int(),
        sku: z.string(),
        name: z.object({ zh: z.string().optional(), en: z.string().optional() }),
        quantity: z.int(),
        picked: whole,
        packed: whole,
        shipped: whole,
        recalled: whole,
      }),
    ),
  })
  .meta({
    id: 'FulfilmentOrder',
    description:
      'What one location is asked to send for one order: shipped ≤ packed ≤ picked ≤ quantity; recalled pieces are not in quantity',
  })

/** Pieces by the order's line number. */
export const pieces = z
  .array(z.strictObject({ line: z.int().min(1).max(100_000), quantity: field.quantity }))
  .min(1)
  .max(5_000)

const measure = z.int().min(1).max(mostMillimetres)

export const packageSchema = z
  .object({
    id: z.string(),
    number: z.string(),
    orderId: z.string(),
    orderNumber: z.int(),
    channel: z.string(),
    locations: z.array(z.string()),
    fulfilmentOrderId: z.string().nullable(),
    parcel: z
      .string()
      .nullable()
      .meta({ description: 'the id of the parcel that it shares with packages of other orders' }),
    together: z
      .array(z.object({ id: z.string(), orderId: z.string(), orderNumber: z.int() }))
      .meta({ description: 'the other packages of its parcel' }),
    weightG: z.int().nullable(),
    lengthMm: z.int().nullable(),
    widthMm: z.int().nullable(),
    heightMm: z.int().nullable(),
    carrier: z.string().nullable(),
    service: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    status: z.enum(trackingStatuses),
    statusAt: z.string().nullable(),
    packedAt: z.string(),
    shippedAt: z.string().nullable(),
    deliveredAt: z.string().nullable(),
    version: z.int(),
    lines: z.array(z.object({ line: z.int(), sku: z.string(), quantity: z.int() })),
  })
  .meta({
    id: 'Package',
    description: 'Weight in grams, sizes in millimetres; null when not measured',
  })

/** In a parcel of several orders a package may also hold pieces of the others, named by their fulfilment order. */
const parcelPieces = z
  .array(pieces.element.extend({ fulfilmentOrder: field.id.optional() }))
  .min(1)
  .max(5_000)

/** A fulfilment order after a step, and the packages that the step made or changed. */
export const done = z.object({ fulfilmentOrder, packages: z.array(packageSchema) })

const language = z.strictObject({ language: z.enum(['zh', 'en']).optional() })
const byId = z.strictObject({ id: field.id })
const made = z.object({ fulfilmentOrders: z.array(fulfilmentOrder) })
const { personal: _, ...releaseRoute } = commandRoute('release')
const releasing = [
  ...['version_mismatch', 'held', 'wrong_status', 'nothing_to_do', 'not_enough'],
  ...['merge_waits', 'goes_together'],
]

export const warehouseContract = {
  'POST /api/orders/{id}/release': {
    ...releaseRoute,
    answer: made,
    keyed: { together: 64 },
  },
  'POST /api/fulfilment-orders/release': {
    summary: 'Release up to 500 orders to the warehouse; each gets its own outcome',
    permission: commands.release.permission,
    body: z.strictObject({ orders: z.array(field.id).min(1).max(500) }),
    answer: z.object({
      outcomes: z.array(
        z.object({
          status: z.int(),
          fulfilmentOrders: z.array(fulfilmentOrder).optional(),
          problem: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
    keyed: { together: 1 },
    refusals: releasing,
  },
  'GET /api/fulfilment-orders': {
    summary: 'The pick list, oldest first; `open` means everything that is not shipped yet',
    permission: 'orders:read',
    query: z.strictObject({
      ...field.page,
      location: field.text(50).optional(),
      state: z.enum([...states, 'open']).optional(),
      order: field.id.optional(),
    }),
    answer: z.object({ items: z.array(fulfilmentOrder), next: z.string().nullable() }),
  },
  'GET /api/fulfilment-orders/{id}': {
    summary: 'One fulfilment order with its lines',
    permission: 'orders:read',
    params: byId,
    answer: fulfilmentOrder,
  },
  'POST /api/fulfilment-orders/{id}/recall': {
    summary: 'Recall the pieces that are not picked: they stay allocated and can be released again',
    permission: commands.recall.permission,
    params: byId,
    answer: fulfilmentOrder,
    keyed: { together: 64 },
    refusals: [
      'version_mismatch',
      'wrong_status',
      'already_picked',
      'nothing_to_do',
      'not_enough',
      'not_allocated_there',
    ],
  },
  'POST /api/fulfilment-orders/{id}/pick': {
    summary: 'Record what was picked; everything when no lines are named',
    permission: commands.pick.permission,
    params: byId,
    body: z.strictObject({ lines: pieces.optional() }),
    answer: fulfilmentOrder,
    keyed: { together: 64 },
    refusals: [
      'version_mismatch',
      'held',
      'wrong_status',
      'unknown_line',
      'not_enough',
      'nothing_to_do',
    ],
  },
  'POST /api/fulfilment-orders/{id}/pack': {
    summary: 'Pack picked pieces into packages; a package that names no lines takes all of them',
    permission: commands.pick.permission,
    params: byId,
    body: z.strictObject({
      packages: z
        .array(
          z.strictObject({
            weightG: z.int().min(1).max(mostGrams),
            lengthMm: measure.optional(),
            widthMm: measure.optional(),
            heightMm: measure.optional(),
            lines: parcelPieces.optional(),
          }),
        )
        .min(1)
        .max(mostPackages),
    }),
    answer: done,
    keyed: { together: 64 },
    refusals: [
      'version_mismatch',
      'unknown_line',
      'not_picked',
      'merge_waits',
      'not_allocated_there',
      'nothing_to_do',
    ],
  },
  'GET /api/fulfilment-orders/{id}/packing-slip': {
    summary: 'The packing slip as PDF, in the requested language or that of the customer',
    permission: 'papers:read',
    params: byId,
    query: language,
    media: 'application/pdf',
  },
  'GET /api/packages': {
    summary: 'Packages, newest first',
    permission: 'orders:read',
    query: z.strictObject({
      ...field.page,
      order: field.id.optional(),
      fulfilmentOrder: field.id.optional(),
      trackingNumber: field.text(60).optional(),
      shipped: z.enum(['true', 'false']).optional(),
      packedFrom: field.time.optional(),
    }),
    answer: z.object({ items: z.array(packageSchema), next: z.string().nullable() }),
  },
} as const satisfies Contract
