// What orders look like on their way in and out.
import { z } from 'zod'
import { field } from '../base/http/index.ts'
import { addressFields } from '../ground/customers/index.ts'
import { aftersales, fulfilments, payments } from './axes.ts'
import { standingBuckets, steps, waits } from './buckets.ts'
import { transitions } from './order.ts'

const names = z.strictObject({
  zh: field.text(300).optional(),
  en: field.text(300).optional(),
})

const customer = z
  .strictObject({
    id: field.id.optional(),
    name: field.text(200),
    email: z.email().max(254).optional(),
    phone: z
      .string()
      .max(40)
      .regex(/^[+0-9][0-9 ()./-]{2,38}$/)
      .optional(),
    language: z.enum(['zh', 'en']).optional(),
  })
  .meta({ id: 'OrderCustomer' })

const shipTo = z.strictObject(addressFields).meta({ id: 'Address' })

export const newOrder = z
  .strictObject({
    channel: field.code,
    currency: field.currency,
    externalRef: field.text(100).optional(),
    customer,
    shipTo,
    lines: z
      .array(
        z.strictObject({
          sku: field.sku,
          quantity: field.quantity,
          price: field.price.optional(),
          discount: field.price.optional(),
          name: names.optional(),
        }),
      )
      .min(1)
      .max(5_000),
    discount: field.price.optional(),
    charges: z
      .array(
        z.strictObject({
          code: field.code,
          amount: field.amount,
          label: field.text(200).optional(),
        }),
      )
      .max(50)
      .optional(),
    note: field.text(2_000).optional(),
    promisedFor: field.time.optional().meta({
      description: 'the promised time of shipping; when left out, the one that its quote gives',
    }),
  })
  .meta({ id: 'NewOrder' })

/** A field that is not named stays as it is; null empties it. */
export const orderChange = z
  .strictObject({
    shipTo: shipTo.optional(),
    customer: z
      .strictObject({
        name: customer.shape.name.optional(),
        email: customer.shape.email.nullable(),
        phone: customer.shape.phone.nullable(),
      })
      .optional(),
    note: field.text(2_000).nullable().optional(),
    promisedFor: field.time.nullable().optional(),
    carrier: field.code.nullable().optional(),
    reason: field.code.optional(),
  })
  .meta({ id: 'OrderChange' })

const whole = z.int().min(0)
export const line = z.object({
  line: z.int(),
  sku: z.string(),
  name: z.object({ zh: z.string().optional(), en: z.string().optional() }),
  unitPrice: z.int(),
  discount: z.int(),
  tax: z.int(),
  ordered: whole,
  cancelled: whole,
  allocated: whole,
  released: whole,
  picked: whole,
  shipped: whole,
  delivered: whole,
  returned: whole,
})

export const hold = z.object({
  id: z.string(),
  code: z.string(),
  blocks: z.array(z.enum(transitions)),
  params: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
  note: z.string().exactOptional(),
})

export const charge = z.object({
  code: z.string(),
  amount: z.int(),
  tax: z.int(),
  label: z.string().exactOptional(),
})

export const mergedOrder = z.object({ id: z.string(), number: z.int() })

export const order = z
  .object({
    id: z.string(),
    number: z.int(),
    version: z.int(),
    status: z.enum(['received', 'confirmed', 'closed', 'cancelled']),
    fulfilment: z.enum(fulfilments),
    payment: z.enum(payments),
    aftersales: z.enum(aftersales),
    queue: z.enum(standingBuckets).nullable().meta({
      description:
        'the queue of the desk that it is counted in: the one of its pieces that are furthest behind',
    }),
    step: z.enum(steps).meta({ description: 'the furthest step that any piece has reached' }),
    restWaitsFor: z.enum(waits).nullable().meta({
      description:
        'what the pieces that stay behind wait for: `stock`, or `release` when other pieces have gone on',
    }),
    units: z.int().meta({ description: 'pieces that are not cancelled' }),
    toSend: z.int().meta({ description: 'pieces that have not been shipped' }),
    toAllocate: z.int().meta({ description: 'pieces that lack stock' }),
    toRelease: z
      .int()
      .meta({ description: 'pieces that have stock but have not been released to the warehouse' }),
    channel: z.string(),
    externalRef: z.string().nullable(),
    currency: z.string(),
    taxIncluded: z.boolean(),
    customer: z.object({
      ...customer.shape,
      email: z.string().optional(),
      phone: z.string().optional(),
    }),
    shipTo: z.object(shipTo.shape),
    lines: z.array(line),
    charges: z.array(charge),
    holds: z.array(hold),
    note: z.string().nullable(),
    promisedFor: z.string().nullable(),
    carrier: z
      .string()
      .nullable()
      .meta({ description: 'the code of the carrier to ship with; null leaves it open' }),
    merge: z
      .string()
      .nullable()
      .meta({ description: 'the id that all orders going in the same parcel share' }),
    together: z.array(mergedOrder).optional().meta({
      description: 'those orders, sorted by number; absent when an earlier version is read',
    }),
    placedAt: z.string(),
    goods: z.int(),
    discount: z.int(),
    charged: z.int(),
    tax: z.int(),
    total: z.int(),
    paid: z.int(),
    refunded: z.int(),
    credited: z.int(),
    owed: z
      .int()
      .meta({ description: 'the price of what is neither cancelled nor returned, paid or not' }),
  })
  .meta({ id: 'Order' })

/** What a batch answers for each order. */
export const orderBrief = order
  .pick({
    id: true,
    number: true,
    externalRef: true,
    version: true,
    status: true,
    fulfilment: true,
    payment: true,
    aftersales: true,
    queue: true,
    step: true,
    restWaitsFor: true,
    units: true,
    toSend: true,
    toAllocate: true,
    toRelease: true,
    currency: true,
    total: true,
  })
  .meta({ id: 'OrderBrief' })
