// Price lists and tax rates: the few rows that every price stands on. One writer at a time.
import type { FactOf } from '../../base/module/index.ts'
import { type Cause, isRefusal, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import { overtaken } from '../../base/settings/index.ts'
import {
  type Changed,
  deleteTaxRate,
  lockTerms,
  type PriceList,
  pricedLists,
  priceLists,
  type TaxRate,
  taxRates,
  writePriceLists,
  writeTaxRates,
} from './catalog.sql.ts'
import { catalogFacts } from './facts.ts'

/** A row as it should be; `ifVersion` is the version the caller saw, 0 for none, absent when it does not matter. */
type Wish<Row> = Row & { ifVersion?: number | null | undefined }

/**
 * Creates or changes price lists, each change with its fact, and answers them as they are afterwards. Refuses all when one would
 * change the currency of existing prices (price_list_in_use), or was changed since the caller saw it (version_mismatch). If a
 * list is named twice, the last one counts. Limit: 500.
 */
export async function savePriceLists(
  tx: Tx,
  wishes: readonly Wish<PriceList>[],
  cause: Cause,
): Promise<(PriceList & Changed)[] | Refusal> {
  await lockTerms(tx)
  const decided = decide(wishes, await priceLists(tx), nameOfList, cause)
  if (isRefusal(decided)) return decided
  const { changed, before } = decided
  const moved = changed.filter(
    ({ code, currency }) => (before.get(code)?.currency ?? currency) !== currency,
  )
  const [stuck] = await pricedLists(tx, moved.map(nameOfList))
  if (stuck !== undefined) return refuse('price_list_in_use', { priceList: stuck }, '/currency')
  if (changed.length > 0) await writePriceLists(tx, changed)
  const facts = changed.map((list) => ({
    ...told(streamOfList(list), list),
    type: 'price_list.changed' as const,
  }))
  catalogFacts.append(tx, facts, cause)
  return decided.all
}

/**
 * Sets tax rates, each change with its fact, and answers them as they are afterwards. Refuses all when one was changed since the
 * caller saw it (version_mismatch). If a rate is named twice, the last one counts. Limit: 5,000.
 */
export async function saveTaxRates(
  tx: Tx,
  wishes: readonly Wish<TaxRate>[],
  cause: Cause,
): Promise<(TaxRate & Changed)[] | Refusal> {
  await lockTerms(tx)
  const decided = decide(wishes, await taxRates(tx), nameOfRate, cause)
  if (isRefusal(decided)) return decided
  await countOn(tx, decided.changed)
  const { changed, all } = decided
  if (changed.length > 0) await writeTaxRates(tx, changed)
  const facts = changed.map((rate) => ({
    ...told(streamOfRate(rate), rate),
    type: 'tax_rate.changed' as const,
  }))
  catalogFacts.append(tx, facts, cause)
  return all
}

/**
 * Removes a tax rate with the fact `tax_rate.ended`: new orders do not get it, placed orders keep their tax. Refuses not_found,
 * and version_mismatch when it was changed since the caller saw it; with `ifVersion` null that does not matter.
 */
export async function endTaxRate(
  tx: Tx,
  name: Omit<TaxRate, 'ratePpm'>,
  ifVersion: number | null,
  cause: Cause,
): Promise<Refusal | null> {
  await lockTerms(tx)
  const old = (await taxRates(tx)).find((rate) => nameOfRate(rate) === nameOfRate(name))
  if (!old) return refuse('not_found')
  if (ifVersion !== null && ifVersion !== old.version) return overtaken(old)
  await deleteTaxRate(tx, name)
  const { country, taxClass, version } = old
  const fact = { stream: streamOfRate(name), version: version + 1, data: { country, taxClass } }
  catalogFacts.append(tx, [{ ...fact, type: 'tax_rate.ended' }], cause)
  return null
}

/** A rate that was removed and is set again continues its old version numbers. */
async function countOn(tx: Tx, changed: readonly (TaxRate & Changed)[]): Promise<void> {
  const fresh = changed.filter(({ version }) => version === 1)
  if (fresh.length === 0) return
  const last = new Map<string, number>()
  for (const { stream, version } of await catalogFacts.of(tx, fresh.map(streamOfRate)))
    last.set(stream, Math.max(version, last.get(stream) ?? 0))
  for (const rate of fresh) rate.version += last.get(streamOfRate(rate)) ?? 0
}

const nameOfList = ({ code }: Pick<PriceList, 'code'>) => code
const nameOfRate = ({ country, taxClass }: Pick<TaxRate, 'country' | 'taxClass'>) =>
  `${country}:${taxClass}`

export const streamOfList = (list: Pick<PriceList, 'code'>) => `price-list:${nameOfList(list)}`
export const streamOfRate = (rate: Pick<TaxRate, 'country' | 'taxClass'>) =>
  `tax-rate:${nameOfRate(rate)}`

/** What to write, and every requested row as it is afterwards; or the refusal that somebody was faster. */
function decide<Row extends object>(
  wishes: readonly Wish<Row>[],
  known: readonly (Row & Changed)[],
  nameOf: (row: Row) => string,
  { by, at }: Cause,
) {
  const before = new Map(known.map((row) => [nameOf(row), row]))
  const after = new Map<string, Row & Changed>()
  const changed = new Map<string, Row & Changed>()
  for (const { ifVersion = null, ...rest } of wishes) {
    const row = rest as unknown as Row
    const name = nameOf(row)
    const old = before.get(name)
    if (old && isSame(row, old)) {
      after.set(name, old)
      changed.delete(name)
      continue
    }
    if (ifVersion !== null && ifVersion !== (old?.version ?? 0)) return overtaken(old)
    const next = { ...row, version: (old?.version ?? 0) + 1, changedAt: at, changedBy: by }
    after.set(name, next)
    changed.set(name, next)
  }
  return { before, changed: [...changed.values()], all: [...after.values()] }
}

function isSame<Row extends object>(row: Row, known: Row): boolean {
  return Object.entries(row).every(
    ([field, value]) => JSON.stringify(known[field as keyof Row]) === JSON.stringify(value),
  )
}

function told<Row extends Changed>(stream: string, row: Row) {
  const { version, changedAt: _, changedBy: __, ...data } = row
  return { stream, version, data }
}

/** The changes of a list or rate: who, when, before and after, newest first; empty when there are none. */
export async function historyOf(tx: Tx, stream: string) {
  const facts = await catalogFacts.of(tx, [stream])
  const items = facts.map((fact, index) => {
    const { version, type, by, at } = fact
    const before = facts[index - 1]
    return {
      version,
      type,
      by,
      at,
      before: before ? termsIn(before) : null,
      after: termsIn(fact),
    }
  })
  return items.reverse()
}

/** What stood after a fact; null once it was ended. */
function termsIn({ type, data }: FactOf<typeof catalogFacts>): Record<string, unknown> | null {
  return type === 'tax_rate.ended' ? null : data
}
