import { type Check, compare, openCheck } from './check.ts'
import type { Tx } from './database.ts'
import { verifySeals } from './seals.ts'
import { sql } from './sql.ts'

/** Checks the log: every stream counts its facts from 1 without a gap, and every seal agrees with the facts it covers. */
export async function verifyLog(tx: Tx): Promise<Check[]> {
  return [await gaps(tx), await seals(tx)]
}

async function gaps(tx: Tx): Promise<Check> {
  const check = openCheck('every stream of the log counts from 1 without a gap')
  const [all] = await tx.rows<{
    streams: number
    broken: { stream: string; facts: number; newest: number }[]
  }>(sql`
    with streams as (
      select stream, count(*) as facts, max(version) as newest from platform.facts group by stream)
    select count(*) as streams,
      coalesce(json_agg(json_build_object('stream', stream, 'facts', facts, 'newest', newest) order by stream)
        filter (where facts <> newest), '[]') as broken
    from streams`)
  for (const { stream, facts, newest } of all?.broken ?? [])
    compare(check, { id: stream, what: 'facts', expected: newest, found: facts })
  check.compared = all?.streams ?? 0
  return check
}

async function seals(tx: Tx): Promise<Check> {
  const check = openCheck('every seal agrees with the facts under it')
  const verdict = await verifySeals(tx)
  compare(check, { id: 'seals', what: 'first broken seal', expected: null, found: verdict.broken })
  check.compared = verdict.seals
  return check
}
