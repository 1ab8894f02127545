import { z } from 'zod'
import { type Contract, field } from '../../base/http/index.ts'
import { historyAnswer } from '../../base/settings/index.ts'

const level = z
  .object({
    sku: z.string(),
    location: z.string(),
    onHand: z.int(),
    reserved: z.int(),
    allocated: z.int(),
    safety: z.int(),
    version: z.int(),
    available: z.int(),
  })
  .meta({ id: 'StockLevel', description: 'available = onHand − allocated − reserved − safety' })

const whole = z.int()
const levelSums = z.object({
  levels: whole,
  onHand: whole,
  reserved: whole,
  allocated: whole,
  safety: whole,
  available: whole,
  short: whole,
  out: whole,
})
const namedLevel = level
  .extend({ name: z.object({ zh: z.string().optional(), en: z.string().optional() }) })
  .meta({ id: 'NamedStockLevel' })

const location = z
  .strictObject({
    code: field.text(50),
    name: z.strictObject({ zh: field.text(100), en: field.text(100) }),
    address: z.record(field.text(50), field.optionalText(300)).default({}),
    priority: z.int().min(0).max(10_000).default(100),
    active: z.boolean().default(true),
  })
  .meta({ id: 'NewLocation' })

const knownLocation = location
  .extend({ version: z.int(), changedAt: z.iso.datetime(), changedBy: z.string() })
  .meta({ id: 'Location' })

const place = z.record(z.string(), z.unknown()).nullable()

export const movementCauses = [
  'received',
  'counted',
  'damaged',
  'lost',
  'found',
  'written_off',
  'transferred',
  'returned',
  'corrected',
  'opening',
] as const

const movement = z
  .strictObject({
    sku: field.sku,
    location: field.text(50),
    quantity: z
      .int()
      .min(-1_000_000)
      .max(1_000_000)
      .refine((quantity) => quantity !== 0, 'zero'),
    cause: z.enum(movementCauses),
    reference: field.text(100).optional(),
    note: field.text(500).optional(),
  })
  .meta({ id: 'NewMovement' })

const reservation = z
  .object({
    id: z.string(),
    expiresAt: z.string(),
    pieces: z.array(z.object({ sku: z.string(), location: z.string(), quantity: z.int() })),
  })
  .meta({ id: 'Reservation' })

export const stockContract = {
  'GET /api/stock': {
    summary: 'The stock levels of some skus, by location',
    permission: 'stock:read',
    query: z.strictObject({
      sku: z.union([field.sought(100), z.array(field.sought(100)).max(500)]),
    }),
    answer: z.object({ items: z.array(level) }),
  },
  'GET /api/stock/levels': {
    summary:
      'All stock levels with the names of the goods, and their sums; searched by sku and name',
    permission: 'stock:read',
    query: z.strictObject({
      ...field.page,
      q: field.sought(200).optional(),
      location: z.union([field.sought(50), z.array(field.sought(50)).max(100)]).optional(),
      state: z.enum(['all', 'short', 'out']).default('all').meta({
        description:
          '`short`: what is free is all kept for safety; `out`: nothing is free. No level is both',
      }),
      sort: z.enum(['sku', 'available']).default('sku'),
    }),
    answer: z.object({
      items: z.array(namedLevel),
      next: z.string().nullable(),
      sums: levelSums.meta({
        description: 'over all levels that match, not only this page',
      }),
    }),
  },
  'PUT /api/stock/safety': {
    summary: 'Set the safety stock of up to 5,000 levels: all of them or none',
    permission: 'stock:move',
    body: z.strictObject({
      levels: z
        .array(
          z.strictObject({
            sku: field.sku,
            location: field.text(50),
            safety: z.int().min(0).max(1_000_000),
            ifVersion: z.int().min(0).optional(),
          }),
        )
        .min(1)
        .max(5_000),
    }),
    answer: z.object({ items: z.array(level) }),
    bodyLimit: 1024 * 1024,
    refusals: ['unknown_location', 'unknown_sku', 'version_mismatch'],
  },
  'POST /api/stock/movements': {
    summary: 'Post up to 5,000 movements; each gets its own outcome',
    permission: 'stock:move',
    body: z.strictObject({
      movements: z.array(movement).min(1).max(5_000),
      together: z.boolean().default(false).meta({
        description:
          'post all movements or none, such as when goods leave one location and enter another',
      }),
    }),
    answer: z.object({
      outcomes: z.array(
        z.object({
          status: z.int(),
          movement: z
            .object({
              sku: z.string(),
              location: z.string(),
              quantity: z.int(),
              onHand: z.int(),
            })
            .optional(),
          problem: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
    keyed: { together: 1 },
    bodyLimit: 4 * 1024 * 1024,
    refusals: [
      'unknown_location',
      'not_enough_stock',
      'quantity_too_large',
      'unknown_sku',
      'others_refused',
    ],
  },
  'GET /api/stock/movements': {
    summary: 'The movements of a sku, newest first',
    permission: 'stock:read',
    query: z.strictObject({ ...field.page, sku: field.sought(100) }),
    answer: z.object({
      items: z.array(
        z.object({
          id: z.int(),
          sku: z.string(),
          location: z.string(),
          quantity: z.int(),
          cause: z.string(),
          reference: z.string().nullable(),
          note: z.string().nullable(),
          by: z.string(),
          at: z.string(),
        }),
      ),
      next: z.string().nullable(),
    }),
  },
  'POST /api/stock/reservations': {
    summary: 'Reserve stock for a limited time, before an order is firm: all of it or nothing',
    permission: 'orders:place',
    body: z.strictObject({
      lines: z
        .array(z.strictObject({ sku: field.sku, quantity: field.quantity }))
        .min(1)
        .max(500),
      minutes: z.int().min(1).max(1_440).default(15),
    }),
    status: 201,
    answer: reservation,
    keyed: { together: 128 },
    refusals: ['out_of_stock'],
  },
  'DELETE /api/stock/reservations/{id}': {
    summary: 'End a reservation before it expires',
    permission: 'orders:place',
    params: z.strictObject({ id: field.id }),
    status: 204,
  },
  'GET /api/locations': {
    summary: 'The locations that hold stock',
    // Their names appear in orders and on parcels, also for people who may not see the stock there.
    permission: 'signedIn',
    answer: z.object({ items: z.array(knownLocation) }),
  },
  'PUT /api/locations': {
    summary: 'Create or change a location',
    permission: 'catalog:write',
    body: location,
    answer: knownLocation,
    refusals: ['version_mismatch'],
  },
  'GET /api/locations/{code}/history': {
    summary: 'The changes of a location: who, when, before and after; newest first',
    permission: 'stock:read',
    params: z.strictObject({ code: field.text(50) }),
    answer: historyAnswer(place),
  },
} as const satisfies Contract
