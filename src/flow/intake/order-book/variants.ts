import type { Cause, Tx } from '../../../base/platform/index.ts'
import { saveVariants, type Variant, variantsBySku } from '../../../ground/catalog/index.ts'
import type { OrderBookEntry } from './read.ts'

/**
 * Sees to it that the goods of some rows can be sold: skus nobody knows become variants that may be ordered beyond what is
 * there, under the first name the rows give them. One that had only its sku for a name gets the name that turns up.
 */
export async function ensureVariants(
  tx: Tx,
  goods: readonly Pick<OrderBookEntry, 'sku' | 'description'>[],
  cause: Cause,
): Promise<Map<string, Variant>> {
  const names = firstNames(goods)
  const known = new Map(
    (await variantsBySku(tx, [...names.keys()])).map((variant) => [variant.sku, variant]),
  )
  const changed = [...names].flatMap(([sku, name]) => {
    const variant = known.get(sku)
    if (!variant) return [newVariant(sku, name ?? sku)]
    const nameless = variant.name.zh === undefined && variant.name.en === sku
    return nameless && name !== null && name !== sku ? [{ ...variant, name: { en: name } }] : []
  })
  if (changed.length > 0) await saveVariants(tx, changed, cause)
  for (const variant of changed) known.set(variant.sku, { version: 1, ...variant })
  return known
}

function firstNames(goods: readonly Pick<OrderBookEntry, 'sku' | 'description'>[]) {
  const names = new Map<string, string | null>()
  for (const { sku, description } of goods) names.set(sku, names.get(sku) ?? description)
  return names
}

function newVariant(sku: string, name: string): Omit<Variant, 'version'> {
  return {
    sku,
    name: { en: name },
    weightG: null,
    lengthMm: null,
    widthMm: null,
    heightMm: null,
    hsCode: null,
    origin: null,
    taxClass: 'standard',
    policy: 'backorder',
    active: true,
  }
}
