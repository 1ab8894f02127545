// The filters of the order desk. The list, its sums, exports and bulk runs take the same ones.
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
  hold: field.code.optional().meta({ description: 'the code of a hold that is on the order' }),
  reached: z.enum(reachedSteps).optional().meta({
    description: 'orders that have come at least so far: `shipped` includes delivered ones',
  }),
  late: z
    .literal('true')
    .optional()
    .meta({ description: 'orders past their promise and not completely shipped' }),
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
 * What is searched for. `inPart`: the caller sees contact data masked, so a part of it finds nothing, because otherwise the rest
 * could be guessed digit by digit.
 */
export type Sought = string | { text: string; inPart: true }
/** Which orders match, without the page. */
export type OrderSelection = Omit<z.output<typeof orderFilterSchema>, 'q'> & {
  q?: Sought | undefined
}

export const orderListQuery = z.strictObject({
  ...field.page,
  ...orderFilterFields,
  sort: z
    .enum(orderSorts)
    .optional()
    .meta({ description: '`promise`: orders due first come first, shipped ones last' }),
})

/** The filter and the sorting of a list, without the page. */
export const orderFilter = orderListQuery.omit({ limit: true, cursor: true })
