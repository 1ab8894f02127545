import { type Cause, isRefusal, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import {
  countUp,
  deletePrices,
  lockListsForPrices,
  type Price,
  priceLists,
  pricesOf,
  variantsBySku,
  writePrices,
} from './catalog.sql.ts'
import { catalogFacts } from './facts.ts'
import { variantStream } from './variants.ts'

/** A price as it should be; `amount` null removes it from the list. Placed orders keep their prices. */
export type PriceWish = Omit<Price, 'amount'> & { amount: number | null }

/**
 * Sets and removes prices. The changes of one variant are one fact `price.changed` in its log; a price that is already right is
 * not written. Each item gets its own outcome: the price, or a refusal (unknown_sku, unknown_price_list). If a price is named
 * twice, the last one counts. Limit: 5,000.
 */
export async function savePrices(
  tx: Tx,
  batch: readonly PriceWish[],
  cause: Cause,
): Promise<(PriceWish | Refusal)[]> {
  const skus = [...new Set(batch.map(({ sku }) => sku))]
  await lockListsForPrices(tx)
  const variants = await variantsBySku(tx, skus, 'lock')
  const [lists, before] = await Promise.all([priceLists(tx), pricesOf(tx, skus)])
  const knownSkus = new Set(variants.map(({ sku }) => sku))
  const knownLists = new Set(lists.map(({ code }) => code))
  const outcomes = batch.map((price): PriceWish | Refusal => {
    const { sku, priceList } = price
    if (!knownSkus.has(sku)) return refuse('unknown_sku', { sku }, '/sku')
    if (!knownLists.has(priceList)) return refuse('unknown_price_list', { priceList }, '/priceList')
    return price
  })
  const changed = changesOf(outcomes, before)
  if (changed.length > 0) {
    const versions = await countUp(tx, [...new Set(changed.map(({ sku }) => sku))], cause.at)
    const set = changed.flatMap(({ amount, ...price }) =>
      amount === null ? [] : [{ ...price, amount }],
    )
    const takenBack = changed.filter(({ amount }) => amount === null)
    if (set.length > 0) await writePrices(tx, set)
    if (takenBack.length > 0) await deletePrices(tx, takenBack)
    catalogFacts.append(tx, factsOfPrices(changed, versions), cause)
  }
  return outcomes
}

type Change = PriceWish & { before: number | null }

function changesOf(outcomes: readonly (PriceWish | Refusal)[], before: readonly Price[]): Change[] {
  const was = new Map(before.map((price) => [nameOf(price), price.amount]))
  const asked = new Map<string, PriceWish>()
  for (const outcome of outcomes) if (!isRefusal(outcome)) asked.set(nameOf(outcome), outcome)
  return [...asked]
    .map(([name, price]) => ({ ...price, before: was.get(name) ?? null }))
    .filter((price) => price.before !== price.amount)
}

function nameOf({ sku, priceList }: Omit<Price, 'amount'>): string {
  return `${priceList}\n${sku}`
}

function factsOfPrices(changed: readonly Change[], versions: ReadonlyMap<string, number>) {
  return [...versions].map(([sku, version]) => {
    const prices = changed
      .filter((price) => price.sku === sku)
      .map(({ priceList, amount, before }) => ({ priceList, amount, before }))
    const stream = variantStream(sku)
    return { stream, version, type: 'price.changed' as const, data: { sku, prices } }
  })
}

/** Who changed what a variant costs when, by price list, newest first; those that were taken back too. */
export async function priceHistoryOf(tx: Tx, sku: string) {
  const facts = await catalogFacts.of(tx, [variantStream(sku)], ['price.changed'])
  const items = facts.map(({ version, type, by, at, data }) => {
    const { prices } = data
    const before = prices.map(({ priceList, before }) => [priceList, before] as const)
    const after = prices.map(({ priceList, amount }) => [priceList, amount] as const)
    return { version, type, by, at, before: valued(before), after: valued(after) }
  })
  return items.reverse()
}

/** By list; null when none of the lists had a price. */
function valued(prices: readonly (readonly [string, number | null])[]) {
  return prices.some(([, amount]) => amount !== null) ? Object.fromEntries(prices) : null
}
