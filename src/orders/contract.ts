import { z } from 'zod'
import { type Contract, field } from '../base/http/index.ts'
import { batchRefusals, commandBody, route } from './command-shapes.ts'
import { mergeContract } from './merge-contract.ts'
import { oneContract } from './one-contract.ts'
import { newOrder, order, orderBrief } from './shapes.ts'

const placing = [
  'unknown_customer',
  'unknown_sku',
  'no_price',
  'amount_too_large',
  'discount_too_large',
  'total_negative',
  'out_of_stock',
  'duplicate_external_ref',
]
const outcome = z.object({
  status: z.int(),
  order: orderBrief.optional(),
  problem: z.record(z.string(), z.unknown()).optional(),
})

const entry = z
  .object({
    kind: z.enum(['payment', 'refund']),
    amount: z.int(),
    currency: z.string(),
    method: z.string(),
    reference: z.string().nullable(),
    by: z.string(),
    at: z.string(),
    version: z.int().meta({ description: 'the version of the order that this fact led to' }),
  })
  .meta({ id: 'PaymentEntry' })

export const ordersContract = {
  'POST /api/orders': {
    summary: 'Place an order',
    permission: 'orders:place',
    personal: true,
    body: newOrder,
    status: 201,
    answer: order,
    keyed: { together: 128, lanes: 3 },
    bodyLimit: 1024 * 1024,
    refusals: placing,
  },
  'POST /api/orders/batch': {
    summary: 'Place up to 5,000 orders; each gets its own outcome',
    permission: 'orders:place',
    body: z.strictObject({ orders: z.array(z.unknown()).min(1).max(5_000) }),
    answer: z.object({ outcomes: z.array(outcome) }),
    keyed: { together: 1, lanes: 2 },
    bodyLimit: 32 * 1024 * 1024,
    refusals: placing,
  },
  'POST /api/orders/commands': {
    summary: 'Perform up to 5,000 commands; each gets its own outcome',
    permission: 'orders:read',
    body: z.strictObject({
      commands: z
        .array(z.strictObject({ id: field.id, ifVersion: z.int().optional(), do: commandBody }))
        .min(1)
        .max(5_000),
    }),
    answer: z.object({ outcomes: z.array(outcome) }),
    keyed: { together: 1, lanes: 2 },
    bodyLimit: 8 * 1024 * 1024,
    refusals: batchRefusals,
  },
  ...mergeContract,
  ...oneContract,
  'POST /api/orders/{id}/confirm': route('confirm'),
  'POST /api/orders/{id}/hold': route('hold'),
  'POST /api/orders/{id}/lift': route('lift'),
  'POST /api/orders/{id}/change': route('change'),
  'POST /api/orders/{id}/unmerge': route('unmerge'),
  'POST /api/orders/{id}/cancel': route('cancel'),
  'POST /api/orders/{id}/allocate': route('allocate'),
  'POST /api/orders/{id}/ship': route('ship'),
  'POST /api/orders/{id}/deliver': route('deliver'),
  'POST /api/orders/{id}/payments': route('pay'),
  'POST /api/orders/{id}/refunds': route('refund'),
  'GET /api/orders/{id}/payments': {
    summary: 'The payments and refunds of an order, oldest first',
    permission: 'orders:read',
    params: z.strictObject({ id: field.id }),
    answer: z.object({ items: z.array(entry) }),
  },
} as const satisfies Contract
