/**
 * What can be sold: variants with names, sizes and customs data, their prices by list and currency, and the tax on them.
 * A sku is a variant's name for life.
 */
export {
  type Names,
  type Price,
  type PriceList,
  priceLists,
  savePriceLists,
  savePrices,
  saveTaxRates,
  saveVariants,
  type TaxRate,
  type Variant,
  variantsBySku,
  variantsPage,
} from './catalog.sql.ts'
export { type Offers, offersOf } from './offers.ts'
