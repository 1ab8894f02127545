/**
 * What can be sold: variants with names, sizes and customs data, their prices by list and currency, and the tax on them.
 * A sku is a variant's name for life.
 */
import { module } from '../../base/module/index.ts'
import { catalogContract } from './contract.ts'
import { catalogFacts } from './facts.ts'
import { catalogHandlers } from './http.ts'
import { catalogRefusals } from './refusals.ts'

export {
  type Names,
  namesOf,
  type Price,
  type PriceList,
  priceLists,
  skusLike,
  type TaxRate,
  type Variant,
  variantsBySku,
  variantsPage,
} from './catalog.sql.ts'
export { type Offers, offersOf } from './offers.ts'
export { savePrices } from './prices.ts'
export { savePriceLists, saveTaxRates } from './terms.ts'
export { type NewVariant, saveVariants } from './variants.ts'

export const catalog = module({
  name: 'catalog',
  contract: catalogContract,
  handlers: ({ database, refusals }) => catalogHandlers(database, refusals),
  refusals: catalogRefusals,
  facts: catalogFacts,
})
