import { z } from 'zod'
import { type Contract, field } from '../../base/http/index.ts'
import { historyAnswer } from '../../base/settings/index.ts'

const millimetres = z.int().min(0).max(1_000_000).nullable().default(null)

/** The whole variant as it should be: a field that is left out becomes empty or gets its default. */
export const newVariant = z
  .strictObject({
    sku: field.sku,
    name: z
      .strictObject({ zh: field.text(300).optional(), en: field.text(300).optional() })
      .refine(({ zh, en }) => zh !== undefined || en !== undefined, 'name_missing'),
    weightG: z.int().min(0).max(1_000_000_000).nullable().default(null),
    lengthMm: millimetres,
    widthMm: millimetres,
    heightMm: millimetres,
    hsCode: z
      .string()
      .regex(/^\d[\d.]{3,13}$/)
      .nullable()
      .default(null)
      .meta({ description: 'Harmonised System code', examples: ['6109.10'] }),
    origin: field.country.nullable().default(null),
    taxClass: field.code.default('standard'),
    policy: z
      .enum(['refuse', 'backorder'])
      .default('refuse')
      .meta({ description: 'what happens when more is ordered than is available' }),
    active: z.boolean().default(true),
    ifVersion: z.int().min(0).optional(),
  })
  .meta({ id: 'NewVariant' })

export const newPrice = z
  .strictObject({
    sku: field.sku,
    priceList: field.code,
    amount: field.price
      .nullable()
      .meta({ description: 'null removes the price: from now on the list has none' }),
  })
  .meta({ id: 'Price' })

const variant = z
  .object({
    sku: z.string(),
    name: z.object({ zh: z.string().optional(), en: z.string().optional() }),
    weightG: z.int().nullable(),
    lengthMm: z.int().nullable(),
    widthMm: z.int().nullable(),
    heightMm: z.int().nullable(),
    hsCode: z.string().nullable(),
    origin: z.string().nullable(),
    taxClass: z.string(),
    policy: z.enum(['refuse', 'backorder']),
    active: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'Variant' })

const priceAnswer = z.object({ sku: z.string(), priceList: z.string(), amount: z.int() })

const setPrice = priceAnswer.extend({ amount: z.int().nullable() })

const priceList = z
  .strictObject({
    code: field.code,
    currency: field.currency,
    taxIncluded: z.boolean().default(true),
    channels: z.array(field.code).min(1).max(100).nullable().default(null),
    priority: z.int().min(-10_000).max(10_000).default(0),
  })
  .meta({
    id: 'PriceList',
    description: 'of the lists that have a price, the one with the highest priority counts',
  })

const taxRate = z
  .strictObject({
    country: field.country,
    taxClass: field.code.default('standard'),
    ratePpm: z.int().min(0).max(1_000_000).meta({ description: 'parts per million' }),
  })
  .meta({ id: 'TaxRate' })

const changed = { version: z.int(), changedAt: z.iso.datetime(), changedBy: z.string() }
const knownPriceList = priceList.extend(changed).meta({ id: 'KnownPriceList' })
const knownTaxRate = taxRate.extend(changed).meta({ id: 'KnownTaxRate' })

const rateName = z.strictObject({ country: field.text(60), taxClass: field.text(60) })

const history = historyAnswer(z.record(z.string(), z.unknown()).nullable())

const problem = z.record(z.string(), z.unknown()).optional()
const refusals = ['unknown_sku', 'unknown_price_list', 'sku_twice', 'version_mismatch']

export const catalogContract = {
  'GET /api/variants': {
    summary: 'Variants, sorted by sku; searched by sku and name',
    permission: 'catalog:read',
    query: z.strictObject({ ...field.page, q: field.optionalText(200).optional() }),
    answer: z.object({ items: z.array(variant), next: z.string().nullable() }),
  },
  'GET /api/variants/{sku}': {
    summary: 'One variant with its prices',
    permission: 'catalog:read',
    params: z.strictObject({ sku: field.sku }),
    answer: variant.extend({ prices: z.array(priceAnswer) }).meta({ id: 'VariantWithPrices' }),
  },
  'PUT /api/variants': {
    summary: 'Create or replace up to 5,000 variants; each gets its own outcome',
    permission: 'catalog:write',
    body: z.strictObject({ variants: z.array(z.unknown()).min(1).max(5_000) }),
    answer: z.object({
      outcomes: z.array(z.object({ status: z.int(), variant: variant.optional(), problem })),
    }),
    bodyLimit: 8 * 1024 * 1024,
    refusals,
  },
  'GET /api/prices': {
    summary: 'Prices, sorted by sku and price list',
    permission: 'catalog:read',
    query: z.strictObject({
      ...field.page,
      sku: field.optionalText(100).optional(),
      priceList: field.optionalText(60).optional(),
    }),
    answer: z.object({ items: z.array(priceAnswer), next: z.string().nullable() }),
  },
  'POST /api/prices': {
    summary: 'Set or remove up to 5,000 prices; each gets its own outcome',
    permission: 'catalog:write',
    body: z.strictObject({ prices: z.array(z.unknown()).min(1).max(5_000) }),
    answer: z.object({
      outcomes: z.array(z.object({ status: z.int(), price: setPrice.optional(), problem })),
    }),
    keyed: { together: 1 },
    bodyLimit: 4 * 1024 * 1024,
    refusals,
  },
  'GET /api/variants/{sku}/price-history': {
    summary:
      'The price changes of a variant: price list, who, when, before and after; newest first',
    permission: 'catalog:read',
    params: z.strictObject({ sku: field.sku }),
    answer: historyAnswer(z.record(z.string(), z.int().nullable()).nullable()),
  },
  'GET /api/price-lists': {
    summary: 'The price lists, highest priority first',
    permission: 'catalog:read',
    answer: z.object({ items: z.array(knownPriceList) }),
  },
  'PUT /api/price-lists': {
    summary: 'Create or replace a price list; If-Match "0" means that it must not exist yet',
    permission: 'catalog:write',
    body: priceList,
    answer: knownPriceList,
    refusals: ['price_list_in_use', 'version_mismatch'],
  },
  'GET /api/price-lists/{code}/history': {
    summary: 'The changes of a price list: who, when, before and after; newest first',
    permission: 'catalog:read',
    params: z.strictObject({ code: field.text(60) }),
    answer: history,
  },
  'GET /api/tax-rates': {
    summary: 'The tax rates by country and class of goods',
    permission: 'catalog:read',
    answer: z.object({ items: z.array(knownTaxRate) }),
  },
  'PUT /api/tax-rates': {
    summary: 'Set several tax rates: all of them or none',
    permission: 'catalog:write',
    body: z.strictObject({
      rates: z
        .array(
          taxRate
            .extend({ ifVersion: z.int().min(0).optional() })
            .meta({ id: 'NewTaxRate', description: '`ifVersion` 0: the rate must not exist yet' }),
        )
        .min(1)
        .max(5_000),
    }),
    answer: z.object({ items: z.array(knownTaxRate) }),
    bodyLimit: 1024 * 1024,
    refusals: ['version_mismatch'],
  },
  'DELETE /api/tax-rates/{country}/{taxClass}': {
    summary: 'Remove a tax rate: orders placed from now on do not get it; its history stays',
    permission: 'catalog:write',
    params: rateName,
    status: 204,
    refusals: ['version_mismatch'],
  },
  'GET /api/tax-rates/{country}/{taxClass}/history': {
    summary: 'The changes of a tax rate: who, when, before and after; newest first',
    permission: 'catalog:read',
    params: rateName,
    answer: history,
  },
} as const satisfies Contract
