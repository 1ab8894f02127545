// What the order desk can be asked for. The list, its sums, exports and bulk runs take the same.
import { z } from 'zod'
import { field } from '../../base/http/index.ts'
import { orderSchema, queues } from '../../orders/index.ts'
import { reachedSteps } from './reached.ts'

const order = orderSchema.shape

const orderFilterFields = {
  q: field.sought(200).optional(),
  bucket: z.enum(queues.buckets).optional(),
  status: order.status.optional(),
  fulfilment: order.fulfilment.optional(),
  payment: order.payment.optional(),
  aftersales: order.aftersales.optional(),
  held: z.enum(['true', 'false']).optional(),
  hold: field.code.optional().meta({ description: 'the code of a hold that stands' }),
  reached: z
    .enum(reachedSteps)
    .optional()
    .meta({ description: 'came at least so far: `shipped` holds those delivered too' }),
  late: z
    .literal('true')
    .optional()
    .meta({ description: 'the promise has passed, and not all of it has left' }),
  channel: field.code.optional(),
  from: field.time.optional(),
  to: field.time.optional(),
  sku: field.sought(100).optional(),
  customer: field.id.optional(),
  country: field.country.optional(),
  list: field.id.optional().meta({ description: 'a list made by `POST /api/order-lists`' }),
}

export const orderSorts = ['newest', 'oldest', 'promise', 'total_high', 'total_low'] as const

export const orderFilterSchema = z.strictObject(orderFilterFields)
/**
 * What is searched for. `inPart` by somebody who is told only in part how people are reached: a part of that finds nothing,
 * for it could be guessed digit by digit.
 */
export type Sought = string | { text: string; inPart: true }
/** Which orders; without the page of them. */
export type OrderSelection = Omit<z.output<typeof orderFilterSchema>, 'q'> & {
  q?: Sought | undefined
}

export const orderListQuery = z.strictObject({
  ...field.page,
  ...orderFilterFields,
  sort: z
    .enum(orderSorts)
    .optional()
    .meta({ description: '`promise`: what is due first stands first, what has left stands last' }),
})

/** What a list is filtered by and its sequence, without the page. */
export const orderFilter = orderListQuery.omit({ limit: true, cursor: true })
