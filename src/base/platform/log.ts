import type { Tx } from './database.ts'
import { type Sql, sql } from './sql.ts'

/** Something that happened to one stream (an order, a stock level, a user). `version` counts the stream's facts from 1. */
export type Fact = { stream: string; version: number; type: string; data: object }

/** Who did it, under which command, and when: stored with every fact. */
export type Cause = { by: string; command: string; at: Date }

export type RecordedFact = Fact & { by: string; command: string; at: Date; cursor: Cursor }

/** A place in the log: facts are read in the order (tx, position) and only below the oldest open transaction. */
export type Cursor = { tx: string; position: number }

/** Writes facts in the transaction of their change. The unique index on (stream, version) detects a lost update. */
export function append(tx: Tx, facts: readonly Fact[], cause: Cause): void {
  if (facts.length > 0) tx.write(appending(facts, cause))
}

function appending(facts: readonly Fact[], { by, command, at }: Cause): Sql {
  return sql`
    insert into platform.facts (stream, version, type, data, by, command, at)
    select stream, version, type, data, coalesce(by, ${by}), coalesce(command, ${command}), ${at}
    from json_to_recordset(${JSON.stringify(facts)}::json)
      as fact(stream text, version int, type text, data json, by text, command text)`
}

type Row = Omit<RecordedFact, 'cursor'> & { tx: string; position: number }
const columns = sql`tx, position, stream, version, type, data, by, command, at`

/** The facts after a cursor that can no longer be overtaken by a slower transaction, oldest first. */
export async function factsAfter(tx: Tx, { tx: after, position }: Cursor, limit: number) {
  const rows = await tx.rows<Row>(sql`
    select ${columns} from platform.facts
    where (tx, position) > (${after}::xid8, ${position}::bigint)
      and tx < pg_snapshot_xmin(pg_current_snapshot())
    order by tx, position limit ${limit}`)
  return rows.map(recorded)
}

/** The facts of some streams by version, the order in which they happened; of some types only, where given. */
export async function factsOf(
  tx: Tx,
  streams: readonly string[],
  types: readonly string[] | null = null,
): Promise<RecordedFact[]> {
  const rows = await tx.rows<Row>(sql`
    select ${columns} from platform.facts
    where stream = any(${streams}::text[]) and (${types}::text[] is null or type = any(${types}::text[]))
    order by stream, version`)
  return rows.map(recorded)
}

/**
 * The facts `from` … `to` (versions) of many streams at once, by stream and version. With `upTo`, the place to which a follower has
 * read, also earlier versions that come after it in the log: a transaction that waited for a stream's lock may have the smaller
 * number, so its fact can be met before the version it follows.
 */
export async function factsBetween(
  tx: Tx,
  stretches: readonly { stream: string; from: number; to: number }[],
  upTo?: Cursor,
): Promise<RecordedFact[]> {
  const rows = await tx.rows<Row>(sql`
    select fact.* from unnest(
      ${stretches.map(({ stream }) => stream)}::text[],
      ${stretches.map(({ from }) => from)}::int[],
      ${stretches.map(({ to }) => to)}::int[]) as stretch(stream, since, until)
    cross join lateral (
      select coalesce((
        select version from platform.facts
        where facts.stream = stretch.stream and version < since
          and (${upTo?.tx ?? null}::xid8 is null
            or (tx, position) <= (${upTo?.tx ?? null}::xid8, ${upTo?.position ?? null}::bigint))
        order by version desc limit 1), 0) as read) as earlier
    cross join lateral (
      select ${columns} from platform.facts
      where facts.stream = stretch.stream and version > earlier.read and version <= until) as fact
    order by stream, version`)
  return rows.map(recorded)
}

/**
 * A page of the log by stream and version, for reading all of it: the facts after a place, in the streams whose names sort before
 * `until` (byte by byte).
 */
export async function factsByStream(
  tx: Tx,
  { after, until }: { after: { stream: string; version: number }; until: string },
  limit: number,
): Promise<RecordedFact[]> {
  const rows = await tx.rows<Row>(sql`
    select ${columns} from platform.facts
    where (stream, version) > (${after.stream}::text, ${after.version}::int) and stream < ${until}
    order by stream, version limit ${limit}`)
  return rows.map(recorded)
}

/** The cursor for a reader that wants only new facts. */
export async function newestCursor(tx: Tx): Promise<Cursor> {
  const [row] = await tx.rows<Cursor>(sql`
    select tx, position from platform.facts
    where tx < pg_snapshot_xmin(pg_current_snapshot()) order by tx desc, position desc limit 1`)
  return row ?? { tx: '0', position: 0 }
}

function recorded({ tx, position, ...fact }: Row): RecordedFact {
  return { ...fact, cursor: { tx, position } }
}

export function formatCursor({ tx, position }: Cursor): string {
  return `${tx}-${position}`
}

/** Null when the text is not a cursor of ours. */
export function parseCursor(text: string): Cursor | null {
  const match = /^(\d{1,19})-(\d{1,15})$/.exec(text)
  return match?.[1] ? { tx: match[1], position: Number(match[2]) } : null
}
