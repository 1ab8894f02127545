import { z } from 'zod'
import { type Contract, field } from '../../base/http/index.ts'
import { maxAmount } from '../../base/platform/index.ts'
import { orderSchema } from '../../orders/index.ts'

const byId = z.strictObject({ id: field.id })

const money = z.strictObject({
  amount: z
    .int()
    .min(1)
    .max(maxAmount)
    .meta({ description: 'minor units of the order’s currency' }),
  method: field.code.meta({ examples: ['card', 'bank_transfer', 'cash', 'alipay', 'wechat_pay'] }),
  reference: field.text(100).optional(),
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
    version: z.int().meta({ description: 'the order’s version that it made' }),
  })
  .meta({ id: 'PaymentEntry' })

const recording = {
  permission: 'payments:record',
  params: byId,
  personal: true,
  body: money,
  answer: orderSchema,
  keyed: { together: 256 },
} as const

export const paymentsContract = {
  'POST /api/orders/{id}/payments': {
    summary: 'Record money that came in; more than is owed is a normal state',
    ...recording,
    refusals: ['version_mismatch', 'amount_too_large'],
  },
  'POST /api/orders/{id}/refunds': {
    summary: 'Record money that went back: at most what was paid',
    ...recording,
    refusals: ['version_mismatch', 'more_than_paid'],
  },
  'GET /api/orders/{id}/payments': {
    summary: 'The money of an order, payments and refunds, oldest first',
    permission: 'orders:read',
    params: byId,
    answer: z.object({ items: z.array(entry) }),
  },
} as const satisfies Contract
