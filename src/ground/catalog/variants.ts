import { type Cause, isRefusal, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import { type Variant, variantsBySku, writeVariants } from './catalog.sql.ts'
import { catalogFacts } from './facts.ts'

/** The whole variant as it should be; `ifVersion` is the version the caller saw, absent when it does not matter. */
export type NewVariant = Omit<Variant, 'version'> & { ifVersion?: number | undefined }

/**
 * Creates or replaces variants, each with a fact `variant.changed` and the next version; a variant that is already as asked is
 * not written. Each item gets its own outcome: the variant, or a refusal (version_mismatch, sku_twice). Limit: 5,000.
 */
export async function saveVariants(
  tx: Tx,
  batch: readonly NewVariant[],
  cause: Cause,
): Promise<(Variant | Refusal)[]> {
  const found = await variantsBySku(tx, [...new Set(batch.map(({ sku }) => sku))], 'lock')
  const known = new Map(found.map((variant) => [variant.sku, variant]))
  const seen = new Set<string>()
  const decisions = batch.map((asked) => {
    const refusal = refused(asked, known.get(asked.sku), seen)
    seen.add(asked.sku)
    return refusal ?? asked
  })
  const changed = decisions
    .filter((decision): decision is NewVariant => !isRefusal(decision))
    .filter((asked) => !isAsAsked(asked, known.get(asked.sku)))
  const saved = await writeVariants(tx, changed, cause.at)
  for (const variant of saved) known.set(variant.sku, variant)
  catalogFacts.append(tx, saved.map(factOf), cause)
  return decisions.map((decision) =>
    isRefusal(decision) ? decision : (known.get(decision.sku) as Variant),
  )
}

function refused(
  { sku, ifVersion }: NewVariant,
  known: Variant | undefined,
  seen: ReadonlySet<string>,
): Refusal | null {
  if (seen.has(sku)) return refuse('sku_twice', { sku }, '/sku')
  const version = known?.version ?? 0
  return ifVersion === undefined || ifVersion === version
    ? null
    : refuse('version_mismatch', { version, yours: ifVersion })
}

/** Compares field by field, because an unchanged variant must not make a fact. */
function isAsAsked({ ifVersion: _, ...asked }: NewVariant, known: Variant | undefined): boolean {
  if (!known) return false
  const { name, ...fields } = asked
  const same = Object.entries(fields).every(
    ([field, value]) => known[field as keyof Variant] === value,
  )
  return same && known.name.zh === name.zh && known.name.en === name.en
}

function factOf({ version, ...data }: Variant) {
  const stream = variantStream(data.sku)
  return { stream, version, type: 'variant.changed' as const, data }
}

/** The log of a variant: its own changes and those of its prices, counted by its version. */
export function variantStream(sku: string): string {
  return `variant:${sku}`
}
