import { empty, type Sql, sql, type Tx } from '../../base/platform/index.ts'
import type { StockRow } from './stock.sql.ts'

/** Which levels to find; a field that is null or absent limits nothing. */
export type LevelFilter = {
  /** Finds skus by a part of them, and those that the catalogue found by name. */
  q: string | null
  skus: readonly string[]
  locations: readonly string[] | null
  /** The locations that the caller may see. */
  mine: readonly string[] | null
  state: LevelState
}
export type LevelState = 'all' | 'short' | 'out'

const free = sql`(on_hand - allocated - reserved)`
const available = sql`greatest(0, on_hand - allocated - reserved - safety)`

/** Some stock is free, but no more than the safety stock, so no new order gets any. */
const short = sql`(${free} > 0 and ${free} <= safety)`
/** Nothing is free at all. */
const out = sql`${free} <= 0`

function inState(state: LevelState): Sql {
  if (state === 'short') return sql`and ${short}`
  return state === 'out' ? sql`and ${out}` : empty
}

function matching({ q, skus, locations, mine, state }: LevelFilter): Sql {
  return sql`true
    ${q === null ? empty : sql`and (sku = any(${skus}::text[]) or strpos(lower(sku), lower(${q})) > 0)`}
    ${locations === null ? empty : sql`and location = any(${locations}::text[])`}
    ${mine === null ? empty : sql`and location = any(${mine}::text[])`}
    ${inState(state)}`
}

export type LevelSort = 'sku' | 'available'
export type LevelKey = { available: number; sku: string; location: string }

function behind(sort: LevelSort, key: LevelKey | null): Sql {
  if (!key) return empty
  const { sku, location } = key
  return sort === 'sku'
    ? sql`and (sku, location) > (${sku}, ${location})`
    : sql`and (${available}, sku, location) > (${key.available}::int, ${sku}, ${location})`
}

/** Levels after a key, by sku and location or the fewest available first. */
export async function levelsPage(
  tx: Tx,
  filter: LevelFilter,
  { sort, after, limit }: { sort: LevelSort; after: LevelKey | null; limit: number },
): Promise<StockRow[]> {
  return await tx.search<StockRow>(sql`
    select sku, location, on_hand as "onHand", reserved, allocated, safety, version,
      ${available} as available
    from stock.levels where ${matching(filter)} ${behind(sort, after)}
    order by ${sort === 'available' ? sql`available,` : empty} sku, location limit ${limit}`)
}

/** The sums of all levels of a filter; `levels`, `short` and `out` count levels. */
export type LevelSums = Record<
  'levels' | 'onHand' | 'reserved' | 'allocated' | 'safety' | 'available' | 'short' | 'out',
  number
>

export async function sumLevels(tx: Tx, filter: LevelFilter): Promise<LevelSums> {
  const [sums] = await tx.search<LevelSums>(sql`
    select count(*) as levels, coalesce(sum(on_hand), 0)::bigint as "onHand",
      coalesce(sum(reserved), 0)::bigint as reserved, coalesce(sum(allocated), 0)::bigint as allocated,
      coalesce(sum(safety), 0)::bigint as safety, coalesce(sum(${available}), 0)::bigint as available,
      count(*) filter (where ${short}) as short, count(*) filter (where ${out}) as out
    from stock.levels where ${matching(filter)}`)
  return sums as LevelSums
}

/** Writes the safety stock of locked levels, and counts up their versions. */
export async function writeSafety(
  tx: Tx,
  levels: readonly { sku: string; location: string; safety: number; version: number }[],
): Promise<void> {
  if (levels.length === 0) return
  await tx.run(sql`
    update stock.levels old set safety = new.safety, version = new.version
    from json_to_recordset(${JSON.stringify(levels)}::json)
      as new(sku text, location text, safety int, version int)
    where old.sku = new.sku and old.location = new.location`)
}
