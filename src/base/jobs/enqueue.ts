import { type Sql, sql, type Tx } from '../platform/index.ts'
import { lockHeads } from './head.sql.ts'
import type { NewJob } from './job.ts'

/** The most jobs in one call. */
export const jobsTogether = 10_000

/**
 * Adds jobs in the transaction that needs them, at most 10,000 at once. A job that already exists (waiting, done or dead) stays as
 * it is. Answers how many were new.
 */
export async function enqueue(tx: Tx, jobs: readonly NewJob[]): Promise<number> {
  return await add(tx, jobs, sql`on conflict (kind, stream, version) do nothing`)
}

/**
 * Adds jobs and restarts those that already exist, whether they are waiting, done or dead. A running job stays as it is. Answers how
 * many will run.
 */
export async function enqueueAgain(tx: Tx, jobs: readonly NewJob[]): Promise<number> {
  await lockHeads(tx, jobs)
  return await add(
    tx,
    jobs,
    sql`
      on conflict (kind, stream, version) do update
      set due_at = excluded.due_at, payload = excluded.payload, tries = 0,
        first_tried_at = null, last_error = null, done_at = null, dead_at = null
      where job.token is null`,
  )
}

/** In key order, so that two transactions with the same streams wait for each other instead of deadlocking. */
async function add(tx: Tx, jobs: readonly NewJob[], onKnown: Sql): Promise<number> {
  if (jobs.length === 0) return 0
  if (jobs.length > jobsTogether) throw new RangeError(`${jobs.length} jobs in one call`)
  const [answer] = await tx.rows<{ added: number }>(sql`
    with given as materialized (
      select kind, stream, version, coalesce("dueAt", clock_timestamp()) as due_at, payload,
        coalesce(lane, '') as lane
      from json_to_recordset(${JSON.stringify(jobs)}::json) as job(
        kind text, stream text, version int, "dueAt" timestamptz, payload jsonb, lane text)),
    added as (
      insert into jobs.job (kind, stream, version, due_at, payload)
      select distinct on (kind collate "C", stream collate "C", version)
        kind, stream, version, due_at, payload
      from given order by kind collate "C", stream collate "C", version
      ${onKnown}
      returning kind, stream, version, due_at),
    first as (
      select distinct on (kind, stream) kind, stream, version, added.due_at, lane
      from added join given using (kind, stream, version) order by kind, stream, version),
    heads as (
      insert into jobs.head (kind, stream, version, lane, ready_at)
      select kind, stream, version, lane, due_at from first
      on conflict (kind, stream) do update
      set version = excluded.version, ready_at = excluded.ready_at
      where not head.leased and excluded.version <= head.version)
    select count(*) as added from added`)
  return answer?.added ?? 0
}
