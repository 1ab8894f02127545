import type { Tx } from '../../base/platform/index.ts'
import {
  type PriceList,
  priceLists,
  pricesOf,
  taxRates,
  type Variant,
  variantsBySku,
} from './catalog.sql.ts'

/** What a batch of orders needs from the catalogue, read once. */
export type Offers = {
  variant(sku: string): Variant | undefined
  /** The current price, or undefined when no list of this currency and channel has one. */
  price(sku: string, currency: string, channel: string): number | undefined
  /** Whether prices of this currency and channel contain the tax. */
  taxIncluded(currency: string, channel: string): boolean
  /** Parts per million; 0 when no rate is known. */
  taxRate(country: string, taxClass: string): number
}

export async function offersOf(tx: Tx, skus: readonly string[]): Promise<Offers> {
  const [variants, prices, lists, rates] = await Promise.all([
    variantsBySku(tx, skus),
    pricesOf(tx, skus),
    priceLists(tx),
    taxRates(tx),
  ])
  const variantOf = new Map(variants.map((variant) => [variant.sku, variant]))
  const amountOf = new Map(
    prices.map(({ priceList, sku, amount }) => [`${priceList} ${sku}`, amount]),
  )
  const rateOf = new Map(
    rates.map(({ country, taxClass, ratePpm }) => [`${country} ${taxClass}`, ratePpm]),
  )
  const listsOf = remember((currency, channel) => lists.filter(serves(currency, channel)))
  return {
    variant: (sku) => variantOf.get(sku),
    price: (sku, currency, channel) => {
      for (const { code } of listsOf(currency, channel)) {
        const amount = amountOf.get(`${code} ${sku}`)
        if (amount !== undefined) return amount
      }
      return undefined
    },
    taxIncluded: (currency, channel) => listsOf(currency, channel)[0]?.taxIncluded ?? true,
    taxRate: (country, taxClass) => rateOf.get(`${country} ${taxClass}`) ?? 0,
  }
}

function serves(currency: string, channel: string) {
  return (list: PriceList) =>
    list.currency === currency && (list.channels === null || list.channels.includes(channel))
}

function remember<T>(make: (a: string, b: string) => T): (a: string, b: string) => T {
  const made = new Map<string, T>()
  return (a, b) => {
    const name = `${a} ${b}`
    const value = made.get(name) ?? make(a, b)
    made.set(name, value)
    return value
  }
}
