import {
  type Asked,
  eachItem,
  type Handlers,
  type PageAsked,
  pageOf,
  type RefusalTable,
  shapedBy,
} from '../../base/http/index.ts'
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
      const cause = { by: caller.id, command, at }
      const outcomes = await database.begin((tx) =>
        eachItem(
          body.variants,
          {
            sift: siftVariant,
            step: (good) => saveVariants(tx, good, cause),
            told: (variant) => ({ status: 200, variant }),
          },
          { refusals, request: command },
        ),
      )
      return { body: { outcomes } }
    },
    'GET /api/prices': ({ query }) => database.read((tx) => listPrices(tx, query)),
    'POST /api/prices': { each: (tx, asked) => setPrices(tx, asked, refusals) },
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

async function listVariants(tx: Tx, { q, ...asked }: PageAsked & { q?: string | undefined }) {
  const page = await pageOf(asked, {
    parts: 1,
    rowsAfter: (key, limit) =>
      variantsPage(tx, { after: String(key?.[0] ?? ''), limit, q: q || null }),
    keyOf: ({ sku }) => [sku],
  })
  return isRefusal(page) ? page : { body: page }
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
    ...asked
  }: PageAsked & { sku?: string | null | undefined; priceList?: string | null | undefined },
) {
  const page = await pageOf(asked, {
    parts: 2,
    rowsAfter: (key, limit) =>
      pricesPage(tx, {
        ...{ after: [String(key?.[0] ?? ''), String(key?.[1] ?? '')], limit, sku, priceList },
      }),
    keyOf: (row) => [row.sku, row.priceList],
  })
  return isRefusal(page) ? page : { body: page }
}

const siftVariant = shapedBy(newVariant)
const siftPrice = shapedBy(newPrice)

async function setPrices(
  tx: Tx,
  { body, caller, command, at }: Asked<C['POST /api/prices']>,
  refusals: RefusalTable,
) {
  const cause = { by: caller.id, command, at }
  const outcomes = await eachItem(
    body.prices,
    {
      sift: siftPrice,
      step: (good) => savePrices(tx, good, cause),
      told: (price) => ({ status: 200, price }),
    },
    { refusals, request: command },
  )
  return { body: { outcomes } }
}
