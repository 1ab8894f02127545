// The order desk: lists, what they come to, and what can be done with an order.
import { z } from 'zod'
import { type Contract, field } from '../base/http/index.ts'
import { buckets } from './buckets.ts'
import { optionNames } from './commands.ts'
import { orderFilterSchema, orderListQuery } from './filter-shape.ts'
import { fact, order, orderSummary } from './shapes.ts'

const byId = z.strictObject({ id: field.id })
const count = z.int().min(0)
const asOfVersion = z.strictObject({
  asOf: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
})
const inBuckets = z.object(
  Object.fromEntries(buckets.map((bucket) => [bucket, count])) as Record<
    (typeof buckets)[number],
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
  .meta({ id: 'Reached', description: 'orders placed on one local day, by how far they got' })

export const deskContract = {
  'GET /api/orders': {
    summary: 'The order desk: filtered, searched and sorted, newest first',
    permission: 'orders:read',
    personal: true,
    query: orderListQuery,
    answer: z.object({
      exact: z.array(orderSummary).meta({
        description: 'with the first page: what `q` names outright; it is in `items` too',
      }),
      items: z.array(orderSummary),
      next: z.string().nullable(),
    }),
  },
  'GET /api/orders/counts': {
    summary: 'How many orders stand in each queue of the desk',
    permission: 'orders:read',
    query: z.strictObject({ channel: field.code.optional() }),
    answer: counts,
  },
  'GET /api/orders/sums': {
    summary: 'What the orders of a filter come to; amounts in minor units',
    permission: 'orders:read',
    query: orderFilterSchema,
    answer: z.object({
      orders: count,
      units: count,
      money: z.array(z.object({ currency: z.string(), total: z.int(), paid: z.int() })),
    }),
  },
  'GET /api/orders/overview': {
    summary: 'The day at a glance: late, held, queues, how far today’s orders got, orders by hour',
    permission: 'orders:read',
    query: z.strictObject({
      tzOffsetMinutes: z.coerce
        .number()
        .int()
        .min(-840)
        .max(840)
        .default(0)
        .meta({ description: 'how far local time is ahead of UTC: 480 in Shanghai' }),
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
  'GET /api/orders/{id}': {
    summary: 'One order, whole; `asOf` shows it as it was after that version',
    permission: 'orders:read',
    personal: true,
    params: byId,
    query: asOfVersion,
    answer: order,
    refusals: ['no_such_version'],
  },
  'POST /api/orders/{id}/reveal': {
    summary:
      'How the customer of an order is reached and where it goes, whole; it is kept who asked',
    permission: 'customers:reveal',
    params: byId,
    query: asOfVersion,
    answer: order.pick({ customer: true, shipTo: true }).meta({ id: 'OrderContact' }),
    refusals: ['no_such_version'],
  },
  'GET /api/orders/{id}/events': {
    summary: 'What happened to an order: who, when, why',
    permission: 'orders:read',
    personal: true,
    params: byId,
    answer: z.object({ items: z.array(fact) }),
  },
  'GET /api/orders/{id}/allocations': {
    summary: 'Where pieces of an order stand allocated, at your locations, and which were released',
    permission: 'orders:read',
    params: byId,
    answer: z.object({
      items: z.array(
        z.object({
          line: z.int(),
          sku: z.string(),
          location: z.string(),
          quantity: z.int(),
          released: count,
        }),
      ),
    }),
  },
  'GET /api/orders/{id}/commands': {
    summary: 'What may be done with an order now, and why the rest may not',
    permission: 'orders:read',
    params: byId,
    answer: z.object({
      items: z.array(
        z.object({
          command: z.enum(optionNames),
          allowed: z.boolean(),
          problem: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
  },
} as const satisfies Contract
