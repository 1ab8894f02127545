/**
 * What can be sold: variants with names, sizes and customs data, their prices by list and currency, and the tax on them.
 * A sku is a variant's name for life.
 */
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
export { catalogContract } from './contract.ts'
export { catalogHandlers } from './http.ts'
export { type Offers, offersOf } from './offers.ts'
export { savePrices } from './prices.ts'
export { catalogRefusals } from './refusals.ts'
export { savePriceLists, saveTaxRates } from './terms.ts'
export { type NewVariant, saveVariants } from './variants.ts'
