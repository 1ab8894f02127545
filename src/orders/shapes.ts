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
      description: 'by when it is promised to leave; left out: what its quote tells',
    }),
  })
  .meta({ id: 'NewOrder' })

/** What is not named stays; null empties it. */
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
        'the queue of the desk that it is counted in: where the pieces that are furthest behind wait for somebody',
    }),
    step: z.enum(steps).meta({ description: 'the furthest step that any piece has reached' }),
    restWaitsFor: z.enum(waits).nullable().meta({
      description:
        'what pieces that stay behind wait for: `stock` that they lack, or, where others have gone on, `release`',
    }),
    units: z.int().meta({ description: 'pieces that are not cancelled' }),
    toSend: z.int().meta({ description: 'pieces that have not left' }),
    toAllocate: z.int().meta({ description: 'pieces that lack stock' }),
    toRelease: z
      .int()
      .meta({ description: 'pieces that have stock and that the warehouse was not told to send' }),
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
      .meta({ description: 'the code of the carrier it shall go with; null leaves it open' }),
    merge: z
      .string()
      .nullable()
      .meta({ description: 'what it shares with the orders that go in one parcel with it' }),
    together: z
      .array(mergedOrder)
      .optional()
      .meta({ description: 'those orders, by number, where an order is asked for as it is now' }),
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
      .meta({ description: 'for what is not cancelled and not given back; paid or not' }),
  })
  .meta({ id: 'Order' })

/** What a batch answers of each order. */
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
