// The hash chain over the log. Each seal covers the facts since the previous seal and also hashes that seal's digest. So it shows when
// a sealed fact was altered, added or removed, or a seal is missing between two others.
import type { Tx } from './database.ts'
import type { Cursor } from './log.ts'
import { type Sql, sql } from './sql.ts'

/** The newest seal. Kept outside the database, it proves that the chain up to `number` once ended in `digest` (hex). */
export type Head = { number: number; digest: string }

export type Verdict = {
  /** Facts under seals that were read. */
  facts: number
  seals: number
  /** The number of the first seal, or of the first exported head, that does not agree with the log; null when all do. */
  broken: number | null
}

/**
 * A fact's own digest is SHA-256 over the JSON array of its columns, which no two different facts share; a seal's digest is
 * SHA-256 over the digest before it (nothing for the first) and its facts' digests in the order (tx, position).
 */
const chained = (previous: Sql): Sql => sql`
  sha256(${previous} || coalesce(string_agg(
    sha256(convert_to(json_build_array(tx::text, position, stream, version, type, data::text, by, command,
      (extract(epoch from at) * 1000000)::bigint)::text, 'UTF8')), '' order by tx, position), ''))`

/**
 * Seals the facts after the newest seal up to `range.upTo`, which must lie below the oldest open transaction. Begins where the last
 * seal ended, not at `range.after`, so that nothing is left out or sealed twice.
 */
export async function sealStretch(tx: Tx, { upTo }: { upTo: Cursor }): Promise<void> {
  await tx.run(sql`
    with last as (
      select number, tx, position, digest from platform.seals
      union all select 0, '0', 0, '' order by number desc limit 1),
    stretch as (
      select count(*) as facts, ${chained(sql`(select digest from last)`)} as digest
      from platform.facts
      where (tx, position) > ((select tx from last), (select position from last))
        and (tx, position) <= (${upTo.tx}::xid8, ${upTo.position}::bigint))
    insert into platform.seals (number, tx, position, facts, digest)
    select last.number + 1, ${upTo.tx}::xid8, ${upTo.position}::bigint, stretch.facts, stretch.digest
    from last, stretch where stretch.facts > 0`)
}

/**
 * Computes every seal again from the log, inside the database, and compares the chain with heads exported earlier. Without heads it
 * cannot show that the newest seals were removed together with their facts.
 */
export async function verifySeals(tx: Tx, heads: readonly Head[] = []): Promise<Verdict> {
  const [row] = await tx.rows<Verdict>(sql`
    with chain as (
      select number, tx, position, facts, digest, row_number() over seals as expected,
        coalesce(lag(tx) over seals, '0') as after_tx,
        coalesce(lag(position) over seals, 0) as after_position,
        coalesce(lag(digest) over seals, '') as previous
      from platform.seals window seals as (order by number)),
    checked as (
      select number, found.facts,
        number = expected and chain.facts = found.facts and chain.digest = found.digest as whole
      from chain, lateral (
        select count(*) as facts, ${chained(sql`chain.previous`)} as digest
        from platform.facts as fact
        where (fact.tx, fact.position) > (after_tx, after_position)
          and (fact.tx, fact.position) <= (chain.tx, chain.position)) as found),
    absent as (
      select head.number from json_to_recordset(${JSON.stringify(heads)}::json)
        as head(number bigint, digest text)
      where not exists (select 1 from platform.seals
        where seals.number = head.number and encode(seals.digest, 'hex') = head.digest))
    select coalesce(sum(facts), 0)::bigint as facts, count(*) as seals,
      least(min(number) filter (where not whole), (select min(number) from absent)) as broken
    from checked`)
  return row ?? { facts: 0, seals: 0, broken: null }
}

/** The newest seal, to be kept out of reach of everybody who can write the database; null before the first. */
export async function exportHead(tx: Tx): Promise<Head | null> {
  const [head] = await tx.rows<Head>(sql`
    select number, encode(digest, 'hex') as digest from platform.seals order by number desc limit 1`)
  return head ?? null
}
