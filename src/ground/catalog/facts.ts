import { z } from 'zod'
import { factTable } from '../../base/module/index.ts'

const whole = z.int().nullable()
const amount = z.int().nullable()
const rate = z.strictObject({ country: z.string(), taxClass: z.string() })

const ofVariant = { stream: 'variant:', readers: 'catalog:read', leaves: true } as const
const ofRate = { ...ofVariant, stream: 'tax-rate:' } as const

export const catalogFacts = factTable({
  'variant.changed': {
    data: z.strictObject({
      sku: z.string(),
      name: z.strictObject({ zh: z.string().optional(), en: z.string().optional() }),
      weightG: whole,
      lengthMm: whole,
      widthMm: whole,
      heightMm: whole,
      hsCode: z.string().nullable(),
      origin: z.string().nullable(),
      taxClass: z.string(),
      policy: z.enum(['refuse', 'backorder']),
      active: z.boolean(),
    }),
    ...ofVariant,
  },
  'price.changed': {
    data: z.strictObject({
      sku: z.string(),
      prices: z.array(z.strictObject({ priceList: z.string(), amount, before: amount })),
    }),
    ...ofVariant,
  },
  'price_list.changed': {
    data: z.strictObject({
      code: z.string(),
      currency: z.string(),
      taxIncluded: z.boolean(),
      channels: z.array(z.string()).nullable(),
      priority: z.int(),
    }),
    ...ofVariant,
    stream: 'price-list:',
  },
  'tax_rate.changed': { data: rate.extend({ ratePpm: z.int() }), ...ofRate },
  'tax_rate.ended': { data: rate, ...ofRate },
})
