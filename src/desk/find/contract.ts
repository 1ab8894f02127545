// The order desk: lists of orders, their sums, and quotes for orders that are not placed yet.
import { z } from 'zod'
import { type Contract, field } from '../../base/http/index.ts'
import { companions, newOrder, orderSchema, queues } from '../../orders/index.ts'
import { orderFilterSchema, orderListQuery } from './filter-shape.ts'
import { quoteContract } from './quote-shapes.ts'

const byId = z.strictObject({ id: field.id })
const count = z.int().min(0)
const inBuckets = z.object(
  Object.fromEntries(queues.buckets.map((bucket) => [bucket, count])) as Record<
    queues.Bucket,
    typeof count
  >,
)
const counts = z.object({ buckets: inBuckets, all: count })

const reached = z
  .object({
    placed: count,
    confirmed: count,
    allocated: count,
    released: count,
    shipped: count,
    delivered: count,
    cancelled: count,
  })
  .meta({ id: 'Reached', description: 'orders placed on one local day, by how far they have come' })

const orderSummary = orderSchema
  .omit({ lines: true, owed: true })
  .extend({
    lineCount: z.int(),
    together: orderSchema.shape.together
      .unwrap()
      .meta({ description: 'the orders that go in the same parcel' }),
    first: z
      .object({
        sku: z.string(),
        name: newOrder.shape.lines.element.shape.name.unwrap(),
        quantity: z.int(),
      })
      .nullable()
      .meta({ description: 'the first line, by which people recognise the order' }),
    locations: z
      .array(z.string())
      .meta({ description: 'the locations where pieces of it are allocated' }),
  })
  .meta({ id: 'OrderSummary' })

export const findContract = {
  'GET /api/orders': {
    summary: 'The order desk: filtered, searched and sorted, newest first',
    permission: 'orders:read',
    personal: true,
    query: orderListQuery,
    answer: z.object({
      exact: z.array(orderSummary).meta({
        description:
          'on the first page only: the orders that `q` names exactly; they are in `items` too',
      }),
      items: z.array(orderSummary),
      next: z.string().nullable(),
    }),
  },
  'GET /api/orders/counts': {
    summary: 'How many orders are in each queue of the desk',
    permission: 'orders:read',
    query: z.strictObject({ channel: field.code.optional() }),
    answer: counts,
  },
  'GET /api/orders/sums': {
    summary: 'The sums of the orders that match a filter; amounts in minor units',
    permission: 'orders:read',
    query: orderFilterSchema,
    answer: z.object({
      orders: count,
      units: count,
      money: z.array(z.object({ currency: z.string(), total: z.int(), paid: z.int() })),
    }),
  },
  'GET /api/orders/overview': {
    summary: 'The day at a glance: late, held, queues, progress of today’s orders, orders by hour',
    permission: 'orders:read',
    query: z.strictObject({
      tzOffsetMinutes: z.coerce
        .number()
        .int()
        .min(-840)
        .max(840)
        .default(0)
        .meta({ description: 'minutes that local time is ahead of UTC: 480 in Shanghai' }),
    }),
    answer: counts.extend({
      late: count,
      held: z.array(z.object({ code: z.string(), n: count })),
      today: reached,
      yesterday: reached,
      hours: z.array(
        z.object({ hour: z.string(), currency: z.string(), orders: count, total: z.int() }),
      ),
    }),
  },
  'POST /api/order-lists': {
    summary: 'Find orders by pasted numbers, ids, references or tracking numbers',
    permission: 'orders:read',
    body: z.strictObject({ references: z.array(field.sought(200)).min(1).max(5_000) }),
    bodyLimit: 2 * 1024 * 1024,
    status: 201,
    answer: z.object({
      id: z.string(),
      found: count,
      missing: z.array(z.string()),
      doubtful: z.array(z.object({ reference: z.string(), ids: z.array(z.string()) })),
    }),
    keyed: { together: 1 },
  },
  ...quoteContract,
  'GET /api/orders/{id}/merge': {
    summary:
      'The orders that go in the same parcel, and open ones of the same recipient that could',
    permission: 'orders:read',
    params: byId,
    answer: companions,
  },
} as const satisfies Contract
