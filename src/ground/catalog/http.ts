import { type Asked, field, type Handlers, type RefusalTable } from '../../base/http/index.ts'
import { type Database, isRefusal, refuse, type Tx } from '../../base/platform/index.ts'
import {
  priceLists,
  pricesOf,
  pricesPage,
  taxRates,
  variantsBySku,
  variantsPage,
} from './catalog.sql.ts'
import { type catalogContract, newPrice, newVariant } from './contract.ts'
import { eachItem } from './outcomes.ts'
import { priceHistoryOf, savePrices } from './prices.ts'
import {
  endTaxRate,
  historyOf,
  savePriceLists,
  saveTaxRates,
  streamOfList,
  streamOfRate,
} from './terms.ts'
import { saveVariants } from './variants.ts'

type C = typeof catalogContract

export function catalogHandlers(database: Database, refusals: RefusalTable): Handlers<C> {
  return {
    'GET /api/variants': ({ query }) => database.read((tx) => listVariants(tx, query)),
    'GET /api/variants/{sku}': ({ params: { sku } }) => database.read((tx) => oneVariant(tx, sku)),
    'PUT /api/variants': async ({ body, caller, command, at }) => {
      const how = { name: 'variant', refusals, command }
      const cause = { by: caller.id, command, at }
      const outcomes = await database.begin((tx) =>
        eachItem(body.variants, newVariant, (good) => saveVariants(tx, good, cause), how),
      )
      return { body: { outcomes } }
    },
    'GET /api/prices': ({ query }) => database.read((tx) => listPrices(tx, query)),
    'POST /api/prices': async (tx, asked) => {
      const answers = []
      for (const one of asked) answers.push(await setPrices(tx, one, refusals))
      return answers
    },
    'GET /api/variants/{sku}/price-history': ({ params: { sku } }) =>
      database.read(async (tx) => {
        const [variant] = await variantsBySku(tx, [sku])
        return variant ? { body: { items: await priceHistoryOf(tx, sku) } } : refuse('not_found')
      }),
    'GET /api/price-lists': async () => ({ body: { items: await database.read(priceLists) } }),
    'PUT /api/price-lists': async ({ body, caller, command, at, ifMatch }) => {
      const cause = { by: caller.id, command, at }
      const wish = { ...body, ifVersion: ifMatch }
      const saved = await database.begin((tx) => savePriceLists(tx, [wish], cause))
      if (isRefusal(saved)) return saved
      return { headers: { etag: `"${saved[0]?.version}"` }, body: saved[0] }
    },
    'GET /api/price-lists/{code}/history': ({ params }) => told(database, streamOfList(params)),
    'GET /api/tax-rates': async () => ({ body: { items: await database.read(taxRates) } }),
    'PUT /api/tax-rates': async ({ body: { rates }, caller, command, at }) => {
      const cause = { by: caller.id, command, at }
      const items = await database.begin((tx) => saveTaxRates(tx, rates, cause))
      return isRefusal(items) ? items : { body: { items } }
    },
    'DELETE /api/tax-rates/{country}/{taxClass}': async ({
      params,
      caller,
      command,
      at,
      ifMatch,
    }) => {
      const cause = { by: caller.id, command, at }
      const refusal = await database.begin((tx) => endTaxRate(tx, params, ifMatch, cause))
      return refusal ?? { status: 204 }
    },
    'GET /api/tax-rates/{country}/{taxClass}/history': ({ params }) =>
      told(database, streamOfRate(params)),
  }
}

async function told(database: Database, stream: string) {
  const items = await database.read((tx) => historyOf(tx, stream))
  return items.length === 0 ? refuse('not_found') : { body: { items } }
}

const badCursor = () => refuse('bad_request', { query: 'cursor' }, '/query/cursor')

async function listVariants(
  tx: Tx,
  { q, limit, cursor }: { q?: string | undefined; limit: number; cursor?: string | undefined },
) {
  const key = cursor === undefined ? [''] : field.readCursor(cursor, 1)
  if (!key) return badCursor()
  const rows = await variantsPage(tx, { after: String(key[0]), limit: limit + 1, q: q || null })
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const next = rows.length > limit && last ? field.writeCursor([last.sku]) : null
  return { body: { items, next } }
}

async function oneVariant(tx: Tx, sku: string) {
  const [[variant], prices] = await Promise.all([variantsBySku(tx, [sku]), pricesOf(tx, [sku])])
  if (!variant) return refuse('not_found')
  return { headers: { etag: `"${variant.version}"` }, body: { ...variant, prices } }
}

async function listPrices(
  tx: Tx,
  {
    sku = null,
    priceList = null,
    limit,
    cursor,
  }: {
    sku?: string | null | undefined
    priceList?: string | null | undefined
    limit: number
    cursor?: string | undefined
  },
) {
  const key = cursor === undefined ? ['', ''] : field.readCursor(cursor, 2)
  if (!key) return badCursor()
  const after: [string, string] = [String(key[0]), String(key[1])]
  const rows = await pricesPage(tx, { after, limit: limit + 1, sku, priceList })
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const next = rows.length > limit && last ? field.writeCursor([last.sku, last.priceList]) : null
  return { body: { items, next } }
}

async function setPrices(
  tx: Tx,
  { body, caller, command, at }: Asked<C['POST /api/prices']>,
  refusals: RefusalTable,
) {
  const cause = { by: caller.id, command, at }
  const how = { name: 'price', refusals, command }
  const outcomes = await eachItem(body.prices, newPrice, (good) => savePrices(tx, good, cause), how)
  return { body: { outcomes } }
}
