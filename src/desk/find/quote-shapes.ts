// The request of a quote, and its answer.
import { z } from 'zod'
import { type Contract, field } from '../../base/http/index.ts'
import { addressFields } from '../../ground/customers/index.ts'
import { newOrder } from '../../orders/index.ts'

const { channel, currency, externalRef, customer, lines, discount, charges, note, promisedFor } =
  newOrder.shape

const asked = z
  .strictObject({
    channel,
    currency,
    externalRef,
    customer: customer.partial().optional(),
    shipTo: z.strictObject(addressFields).partial().optional(),
    lines: z.array(lines.element.partial()).max(5_000),
    discount,
    charges,
    note,
    promisedFor,
  })
  .meta({ id: 'QuoteAsked', description: 'a new order that may be incomplete' })
export type QuoteAsked = z.output<typeof asked>

const problem = z.object({
  pointer: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.unknown()).optional(),
})

const line = z.object({
  sku: z.string().nullable(),
  name: z.object({ zh: z.string().optional(), en: z.string().optional() }),
  quantity: z.int().nullable(),
  unitPrice: z.int().nullable().meta({ description: 'null when there is no price' }),
  discount: z.int().meta({ description: 'including its share of the order’s discount' }),
  tax: z.int(),
  total: z.int().nullable(),
  available: z.int().nullable().meta({ description: 'available pieces, over all locations' }),
  promise: z.enum(['now', 'backorder', 'none']),
  problem: problem.optional(),
})
export type QuotedLine = z.input<typeof line>

const quote = z
  .object({
    lines: z.array(line).meta({ description: 'in the same sequence as the requested lines' }),
    goods: z.int(),
    discount: z.int(),
    charged: z.int(),
    tax: z.int(),
    total: z.int(),
    taxIncluded: z.boolean(),
    currency: field.currency,
    promisedFor: z.string(),
    problems: z
      .array(problem)
      .meta({ description: 'why placing would be refused, and at which field' }),
  })
  .meta({ id: 'Quote' })
export type Quote = z.input<typeof quote>

export const quoteContract = {
  'POST /api/orders/quote': {
    summary: 'What an order would cost and whether it could be shipped; changes nothing',
    permission: 'orders:place',
    body: asked,
    answer: quote,
    bodyLimit: 1024 * 1024,
  },
} as const satisfies Contract
