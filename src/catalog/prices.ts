import { append, type Cause, isRefusal, type Refusal, refuse, type Tx } from '../platform/index.ts'
import {
  countUp,
  type Price,
  priceLists,
  pricesOf,
  variantsBySku,
  writePrices,
} from './catalog.sql.ts'
import { variantStream } from './variants.ts'

/**
 * Sets prices. Those of one variant that change are one fact `price.changed` in the variant's log; a price that is already so
 * is left alone. Each item gets its own outcome: the price, or a refusal (unknown_sku, unknown_price_list). Of the same price
 * twice the last one counts. Limit: 5,000.
 */
export async function savePrices(
  tx: Tx,
  batch: readonly Price[],
  cause: Cause,
): Promise<(Price | Refusal)[]> {
  const skus = [...new Set(batch.map(({ sku }) => sku))]
  const variants = await variantsBySku(tx, skus, 'lock')
  const [lists, before] = await Promise.all([priceLists(tx), pricesOf(tx, skus)])
  const knownSkus = new Set(variants.map(({ sku }) => sku))
  const knownLists = new Set(lists.map(({ code }) => code))
  const outcomes = batch.map((price): Price | Refusal => {
    const { sku, priceList } = price
    if (!knownSkus.has(sku)) return refuse('unknown_sku', { sku }, '/sku')
    if (!knownLists.has(priceList)) return refuse('unknown_price_list', { priceList }, '/priceList')
    return price
  })
  const changed = changesOf(outcomes, before)
  if (changed.length > 0) {
    const versions = await countUp(tx, [...new Set(changed.map(({ sku }) => sku))], cause.at)
    await writePrices(tx, changed)
    append(tx, factsOfPrices(changed, versions), cause)
  }
  return outcomes
}

type Change = Price & { before: number | null }

function changesOf(outcomes: readonly (Price | Refusal)[], before: readonly Price[]): Change[] {
  const was = new Map(before.map((price) => [nameOf(price), price.amount]))
  const asked = new Map<string, Price>()
  for (const outcome of outcomes) if (!isRefusal(outcome)) asked.set(nameOf(outcome), outcome)
  return [...asked]
    .map(([name, price]) => ({ ...price, before: was.get(name) ?? null }))
    .filter((price) => price.before !== price.amount)
}

function nameOf({ sku, priceList }: Price): string {
  return `${priceList}\n${sku}`
}

function factsOfPrices(changed: readonly Change[], versions: ReadonlyMap<string, number>) {
  return [...versions].map(([sku, version]) => {
    const prices = changed
      .filter((price) => price.sku === sku)
      .map(({ priceList, amount, before }) => ({ priceList, amount, before }))
    return { stream: variantStream(sku), version, type: 'price.changed', data: { sku, prices } }
  })
}
