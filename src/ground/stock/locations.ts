// The places that hold stock. Each change writes a fact with before and after, on the stream `location:<code>`.
import { isDeepStrictEqual } from 'node:util'
import { type Cause, type Refusal, sql, type Tx } from '../../base/platform/index.ts'
import { overtaken } from '../../base/settings/index.ts'
import { stockFacts } from './facts.ts'

export type Location = {
  code: string
  name: { zh: string; en: string }
  address: Readonly<Record<string, unknown>>
  priority: number
  active: boolean
}

/** A location with its version and who changed it last. */
export type KnownLocation = Location & { version: number; changedAt: Date; changedBy: string }

/** All locations, the one to take from first at the front. */
export async function locations(tx: Tx): Promise<KnownLocation[]> {
  return await tx.rows<KnownLocation>(sql`
    select code, json_build_object('zh', name_zh, 'en', name_en) as name, address, priority, active,
      version, changed_at as "changedAt", changed_by as "changedBy"
    from stock.locations order by priority, code`)
}

/** Makes or changes locations. A location that is already as wished gets no fact. Limit: 1,000. */
export async function saveLocations(
  tx: Tx,
  wishes: readonly Location[],
  cause: Cause,
): Promise<void> {
  await lock(tx)
  await save(tx, wishes, await locations(tx), cause)
}

/**
 * Makes or changes one location. Refuses `version_mismatch`, with who was faster, when `ifVersion` (0: there is none yet) is not
 * the current version.
 */
export async function changeLocation(
  tx: Tx,
  wish: Location,
  ifVersion: number | null,
  cause: Cause,
): Promise<KnownLocation | Refusal> {
  await lock(tx)
  const known = await locations(tx)
  const before = known.find(({ code }) => code === wish.code)
  const isNews = !before || !isDeepStrictEqual(placeOf(before), placeOf(wish))
  if (isNews && ifVersion !== null && ifVersion !== (before?.version ?? 0)) return overtaken(before)
  const [after] = await save(tx, [wish], known, cause)
  return after ?? (before as KnownLocation)
}

/** One writer at a time; a writer that waited then reads what was written meanwhile. Changes of levels do not wait. */
async function lock(tx: Tx): Promise<void> {
  await tx.run(sql`lock table stock.locations in share row exclusive mode`)
}

async function save(
  tx: Tx,
  wishes: readonly Location[],
  known: readonly KnownLocation[],
  cause: Cause,
): Promise<KnownLocation[]> {
  const before = new Map(known.map((one) => [one.code, one]))
  const last = new Map(wishes.map((wish) => [wish.code, placeOf(wish)]))
  const changed = [...last.values()].flatMap((wish): KnownLocation[] => {
    const old = before.get(wish.code)
    if (old && isDeepStrictEqual(placeOf(old), wish)) return []
    const version = (old?.version ?? 0) + 1
    return [{ ...wish, version, changedAt: cause.at, changedBy: cause.by }]
  })
  if (changed.length === 0) return []
  await write(tx, changed)
  const facts = changed.map((after) => {
    const old = before.get(after.code)
    return {
      stream: `location:${after.code}`,
      version: after.version,
      type: 'location.changed' as const,
      data: { before: old ? placeOf(old) : null, after: placeOf(after) },
    }
  })
  stockFacts.append(tx, facts, cause)
  return changed
}

function placeOf({ code, name, address, priority, active }: Location): Location {
  return { code, name: { zh: name.zh, en: name.en }, address, priority, active }
}

async function write(tx: Tx, rows: readonly KnownLocation[]): Promise<void> {
  await tx.run(sql`
    insert into stock.locations (code, name_zh, name_en, address, priority, active, version, changed_at, changed_by)
    select code, name->>'zh', name->>'en', address, priority, active, version, "changedAt", "changedBy"
    from json_to_recordset(${JSON.stringify(rows)}::json) as new(code text, name json, address jsonb, priority int,
      active boolean, version int, "changedAt" timestamptz, "changedBy" text)
    on conflict (code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en,
      address = excluded.address, priority = excluded.priority, active = excluded.active,
      version = excluded.version, changed_at = excluded.changed_at, changed_by = excluded.changed_by`)
}
