import { z } from 'zod'
import { type Contract, field } from '../../base/http/index.ts'
import { commands } from '../../orders/index.ts'
import { doneSchema, packageSchema, trackingStatuses } from '../warehouse/index.ts'

const status = z.enum(trackingStatuses)

const event = z.object({
  status,
  at: z.string(),
  place: z.string().nullable(),
  source: z.string(),
  sourceCode: z.string().nullable(),
})

/** What a carrier reports about a package, named by its id or by carrier and tracking number. */
export const newEvent = z
  .strictObject({
    package: field.id.optional(),
    carrier: field.code.default('manual'),
    trackingNumber: field.text(60).optional(),
    status,
    at: z.iso.datetime({ offset: true }),
    place: field.text(200).optional(),
    source: field.code.default('api'),
    sourceCode: field.text(60).optional(),
  })
  .refine(
    (one) => (one.package === undefined) !== (one.trackingNumber === undefined),
    'package_or_tracking_number',
  )
  .meta({ id: 'NewTrackingEvent' })

const byId = z.strictObject({ id: field.id })
const language = z.strictObject({ language: z.enum(['zh', 'en']).optional() })

export const shippingContract = {
  'POST /api/fulfilment-orders/{id}/ship': {
    summary: 'Ship packages, with carrier and tracking numbers; all packed ones when none is named',
    permission: commands.ship.permission,
    params: byId,
    body: z.strictObject({
      carrier: field.code.optional().meta({
        description: 'when left out, the carrier of the order, or `manual` if it has none',
      }),
      service: field.text(60).optional(),
      packages: z
        .array(z.strictObject({ id: field.id, trackingNumber: field.text(60).optional() }))
        .min(1)
        .max(1_000)
        .optional(),
    }),
    answer: doneSchema,
    keyed: { together: 64 },
    refusals: [
      'version_mismatch',
      'held',
      'wrong_status',
      'not_packed',
      'unknown_package',
      'already_shipped',
      'which_carrier',
      'not_enough',
      'not_allocated_there',
    ],
  },
  'GET /api/packages/{id}': {
    summary: 'One package with what the carrier reported about it',
    permission: 'orders:read',
    params: byId,
    answer: packageSchema.extend({ events: z.array(event) }),
  },
  'GET /api/packages/{id}/label': {
    summary: 'The label as PDF, in the requested language or that of the customer',
    permission: 'papers:read',
    params: byId,
    query: language,
    media: 'application/pdf',
  },
  'GET /api/orders/{id}/packages': {
    summary: 'The packages of an order, and the tracking status of the whole order',
    permission: 'orders:read',
    params: byId,
    answer: z.object({ tracking: status.nullable(), items: z.array(packageSchema) }),
  },
  'POST /api/tracking-events': {
    summary: 'Record up to 5,000 tracking events from carriers; each gets its own outcome',
    permission: 'shipping:track',
    body: z.strictObject({ events: z.array(z.unknown()).min(1).max(5_000) }),
    answer: z.object({
      outcomes: z.array(
        z.object({
          status: z.int(),
          recorded: z.int().optional(),
          packages: z.array(packageSchema).optional(),
          problem: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
    keyed: { together: 1 },
    bodyLimit: 4 * 1024 * 1024,
    refusals: ['not_shipped', 'in_the_future', 'held'],
  },
} as const satisfies Contract
