import { field } from '../../base/http/index.ts'
import { type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import {
  type LevelFilter,
  type LevelKey,
  type LevelSort,
  type LevelState,
  type LevelSums,
  levelsPage,
  sumLevels,
} from './levels.sql.ts'
import type { StockRow } from './stock.sql.ts'

/** What the stock needs from the catalogue, which it must not import. */
export type Goods = {
  /** The skus whose sku or name contains a text. */
  find: (tx: Tx, q: string) => Promise<string[]>
  /** Names by sku; unknown skus are left out. */
  namesOf: (tx: Tx, skus: readonly string[]) => Promise<ReadonlyMap<string, Names>>
}
export type Names = { zh?: string | undefined; en?: string | undefined }

export type LevelsAsked = {
  q?: string | undefined
  location?: string | string[] | undefined
  state: LevelState
  sort: LevelSort
  limit: number
  cursor?: string | undefined
}
export type NamedLevel = StockRow & { name: Names }

/**
 * A page of the levels that the caller may see, with the names of the goods and the sums over all levels that match, not only
 * this page. Refuses a cursor that is not ours.
 */
export async function listLevels(
  tx: Tx,
  { q: typed, location, state, sort, limit, cursor }: LevelsAsked,
  mine: readonly string[] | null,
  goods: Goods,
): Promise<{ items: NamedLevel[]; next: string | null; sums: LevelSums } | Refusal> {
  const after = cursor === undefined ? null : keyOf(cursor)
  if (after === undefined) return refuse('bad_request', { query: 'cursor' }, '/query/cursor')
  const q = typed?.trim() || null
  const filter: LevelFilter = {
    q,
    skus: q === null ? [] : await goods.find(tx, q),
    locations: location === undefined ? null : [location].flat(),
    mine,
    state,
  }
  const [rows, sums] = await Promise.all([
    levelsPage(tx, filter, { sort, after, limit: limit + 1 }),
    sumLevels(tx, filter),
  ])
  const page = rows.slice(0, limit)
  const names = await goods.namesOf(tx, [...new Set(page.map(({ sku }) => sku))])
  const items = page.map((row) => ({ ...row, name: names.get(row.sku) ?? {} }))
  const last = page.at(-1)
  const next =
    rows.length > limit && last
      ? field.writeCursor([last.available, last.sku, last.location])
      : null
  return { items, next, sums }
}

function keyOf(cursor: string): LevelKey | undefined {
  const [available, sku, location] = field.readCursor(cursor, 3) ?? []
  if (typeof available !== 'number' || Math.abs(available) > 2_147_483_647) return undefined
  return { available, sku: String(sku), location: String(location) }
}
