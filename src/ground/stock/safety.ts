import type { NewFactOf } from '../../base/module/index.ts'
import { type Cause, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import type { Book, Level } from './book.ts'
import { stockFacts } from './facts.ts'
import { writeSafety } from './levels.sql.ts'
import type { Goods } from './levels.ts'
import { locations } from './locations.ts'
import { levelAt } from './shelf.ts'
import { dropUnused, levelsOf, makeLevels, openBook, type StockRow } from './stock.sql.ts'

export type SafetyAsked = {
  sku: string
  location: string
  safety: number
  /** The version of the level that the caller saw; absent when it does not matter. */
  ifVersion?: number | undefined
}

/**
 * Sets the safety stock of some levels, all of them or none. New orders cannot get safety stock; existing claims stay. Each
 * changed level gets a fact. Refuses unknown_location, unknown_sku and version_mismatch. Limit: 5,000.
 */
export async function setSafety(
  tx: Tx,
  asked: readonly SafetyAsked[],
  { goods, cause }: { goods: Goods; cause: Cause },
): Promise<StockRow[] | Refusal> {
  const skus = [...new Set(asked.map(({ sku }) => sku))]
  const unknown = await firstUnknown(tx, asked, skus, goods)
  if (unknown) return unknown
  const made = await makeLevels(tx, asked)
  const book = await openBook(tx, skus)
  const refusal = firstStale(book, asked)
  if (refusal) {
    await dropUnused(tx, made)
    return refusal
  }
  const facts: NewFactOf<typeof stockFacts>[] = []
  const changed = new Set<Level>()
  for (const { sku, location, safety } of asked) {
    const level = levelAt(book, sku, location)
    if (level.safety === safety) continue
    const data = { sku, location, safety, before: level.safety }
    level.safety = safety
    level.version++
    changed.add(level)
    const stream = `stock:${location}:${sku}`
    facts.push({ stream, version: level.version, type: 'stock.safety_set', data })
  }
  await writeSafety(tx, [...changed])
  await dropUnused(tx, made)
  stockFacts.append(tx, facts, cause)
  const touched = new Set(asked.map(({ location }) => location))
  return await levelsOf(tx, skus, [...touched])
}

async function firstUnknown(
  tx: Tx,
  asked: readonly SafetyAsked[],
  skus: readonly string[],
  goods: Goods,
): Promise<Refusal | undefined> {
  const [places, names] = await Promise.all([locations(tx), goods.namesOf(tx, skus)])
  const inUse = new Set(places.filter(({ active }) => active).map(({ code }) => code))
  for (const [index, { sku, location }] of asked.entries()) {
    const at = `/levels/${index}`
    if (!inUse.has(location)) return refuse('unknown_location', { location }, `${at}/location`)
    if (!names.has(sku)) return refuse('unknown_sku', { sku }, `${at}/sku`)
  }
}

function firstStale(book: Book, asked: readonly SafetyAsked[]): Refusal | undefined {
  for (const { sku, location, ifVersion } of asked) {
    const { version } = levelAt(book, sku, location)
    if (ifVersion !== undefined && ifVersion !== version)
      return refuse('version_mismatch', { version, yours: ifVersion })
  }
}
