// The head of a stream is its next job. Code that finishes, restarts or adds a job must hold the lock of its stream's head.
import { sql, type Tx } from '../platform/index.ts'

export type StreamName = { kind: string; stream: string }

/**
 * These tables may be empty now and long a moment later, and a plan made for the empty table would then read all of it at every
 * claim. So until the end of the transaction every statement must use an index.
 */
export async function goByIndex(tx: Tx): Promise<void> {
  await tx.run(sql`
    select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
      set_config('enable_mergejoin', 'off', true), set_config('enable_bitmapscan', 'off', true)`)
}

/** Locks the heads in key order; what the next statement reads about these streams is then certain. */
export async function lockHeads(tx: Tx, streams: readonly StreamName[]): Promise<void> {
  await tx.run(sql`
    select from jobs.head
    where (kind, stream) in (select * from unnest(${kinds(streams)}::text[], ${names(streams)}::text[]))
    order by kind, stream for update`)
}

/**
 * Moves heads to the lowest unfinished version of their streams, and deletes them when nothing is left. Only heads that are
 * `leased` (their worker settles), or only those that are not (a running job keeps its place until it settles).
 */
export async function moveHeads(
  tx: Tx,
  streams: readonly StreamName[],
  { leased }: { leased: boolean },
): Promise<void> {
  if (streams.length === 0) return
  await tx.run(sql`
    with next as materialized (
      select moved.kind, moved.stream, first.version, first.due_at, first.dead_at
      from unnest(${kinds(streams)}::text[], ${names(streams)}::text[]) as moved(kind, stream)
      left join lateral (
        select version, due_at, dead_at from jobs.job
        where job.kind = moved.kind and job.stream = moved.stream and done_at is null
        order by version limit 1) as first on true),
    emptied as (
      delete from jobs.head using next
      where head.kind = next.kind and head.stream = next.stream and head.leased = ${leased}
        and next.version is null)
    update jobs.head
    set version = next.version, leased = false,
      ready_at = case when next.dead_at is null then next.due_at end
    from next
    where head.kind = next.kind and head.stream = next.stream and head.leased = ${leased}
      and next.version is not null`)
}

function kinds(streams: readonly StreamName[]): string[] {
  return streams.map(({ kind }) => kind)
}

function names(streams: readonly StreamName[]): string[] {
  return streams.map(({ stream }) => stream)
}
