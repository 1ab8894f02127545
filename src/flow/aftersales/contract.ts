import { z } from 'zod'
import { type Contract, field } from '../../base/http/index.ts'
import { commands } from '../../orders/index.ts'

const match = z.object({
  orderId: z.string(),
  orderLine: z.int(),
  how: z.enum(['return', 'cancel']),
  quantity: z.int(),
  credit: z.int(),
})

const line = z.object({
  line: z.int(),
  sku: z.string().nullable(),
  charge: z.string().nullable(),
  label: z.string().nullable(),
  quantity: z.int(),
  matched: z.int().meta({ description: 'pieces whose order is known' }),
  credit: z.int(),
  condition: z.string().nullable(),
  disposition: z.enum(['restock', 'scrap', 'none']),
  matches: z.array(match),
})

const head = z.object({
  id: z.string(),
  number: z.string(),
  state: z.enum(['received', 'settled']),
  channel: z.string().nullable(),
  orderId: z.string().nullable(),
  document: z.string().nullable(),
  reference: z.string().nullable(),
  customer: z.string().nullable(),
  reason: z.string(),
  credit: z.int(),
  currency: z.string(),
  location: z.string().nullable(),
  receivedAt: z.string(),
  version: z.int(),
})

const returned = head.extend({ lines: z.array(line) }).meta({ id: 'Return' })

export const aftersalesContract = {
  'POST /api/orders/{id}/return': {
    summary: 'Return pieces of an order: the order is credited, and the goods are in stock again',
    permission: commands.return.permission,
    params: z.strictObject({ id: field.id }),
    body: z.strictObject({
      lines: z
        .array(z.strictObject({ line: z.int().min(1).max(100_000), quantity: field.quantity }))
        .min(1)
        .max(5_000),
      reason: field.code.default('customer_return'),
      condition: field.code.optional(),
      restock: z.boolean().default(true),
      location: field.text(50).optional(),
      reference: field.text(100).optional(),
    }),
    status: 201,
    answer: returned,
    keyed: { together: 256 },
    refusals: [
      'version_mismatch',
      'held',
      'wrong_status',
      'not_enough',
      'unknown_line',
      'nothing_to_do',
      'unknown_location',
    ],
  },
  'POST /api/returns/{id}/match': {
    summary:
      'Match returned pieces of unknown origin to an order, which then returns or cancels them',
    permission: commands.return.permission,
    params: z.strictObject({ id: field.id }),
    body: z.strictObject({
      order: field.id,
      how: z.enum(['return', 'cancel']).default('return'),
      lines: z
        .array(
          z.strictObject({
            line: z.int().min(1).max(100_000),
            orderLine: z.int().min(1).max(100_000),
            quantity: field.quantity,
          }),
        )
        .min(1)
        .max(5_000),
    }),
    answer: returned,
    keyed: { together: 1 },
    refusals: [
      'version_mismatch',
      'held',
      'wrong_status',
      'not_enough',
      'unknown_line',
      'other_sku',
      'currency_differs',
    ],
  },
  'POST /api/returns/{id}/settle': {
    summary: 'Settle a return: nothing is left to be done about it',
    permission: commands.return.permission,
    params: z.strictObject({ id: field.id }),
    body: z.strictObject({}),
    answer: returned,
    keyed: { together: 1 },
    refusals: ['version_mismatch', 'already_settled'],
  },
  'GET /api/returns': {
    summary: 'Returns, newest first',
    permission: 'orders:read',
    query: z.strictObject({
      ...field.page,
      order: field.id.optional(),
      state: z.enum(['received', 'settled']).optional(),
      matched: z
        .enum(['true', 'false'])
        .optional()
        .meta({ description: '`false`: the order of some pieces is not known yet' }),
      currency: field.currency.optional(),
      q: field.optionalText(200).optional().meta({
        description:
          'part of its number or reference, of the sender named in the document, or of a sku or label in it',
      }),
    }),
    answer: z.object({ items: z.array(head), next: z.string().nullable() }),
  },
  'GET /api/returns/{id}': {
    summary: 'One return with its lines, and the orders they belong to',
    permission: 'orders:read',
    params: z.strictObject({ id: field.id }),
    answer: returned,
  },
} as const satisfies Contract
