import { sql, type Tx } from '../platform/index.ts'
import { goByIndex, lockHeads, moveHeads } from './head.sql.ts'
import type { JobKind, SettledJob } from './job.ts'

/** A result to be written; `released` gives back an unfinished try as if it had not begun. */
export type Settlement = SettledJob & { released?: true }

/**
 * Writes results if the worker still holds the job. A worker that missed the end of its lease and lost the job changes nothing.
 * Answers the ids whose results were accepted.
 */
export async function settleJobs(
  tx: Tx,
  settlements: readonly Settlement[],
  kinds: Readonly<Record<string, JobKind>> = {},
): Promise<Set<number>> {
  await goByIndex(tx)
  await lockHeads(
    tx,
    settlements.map(({ job }) => job),
  )
  const taken = await writeResults(tx, settlements)
  const accepted = settlements.filter(({ job }) => taken.has(job.id))
  await moveHeads(
    tx,
    accepted.map(({ job }) => job),
    { leased: true },
  )
  await tellKinds(tx, accepted, kinds)
  return taken
}

async function writeResults(tx: Tx, settlements: readonly Settlement[]): Promise<Set<number>> {
  const given = settlements.map(({ job, state, error, delaySeconds, released }) => ({
    ...{ id: job.id, token: job.token, state, error, released: released ?? false },
    delay: delaySeconds ?? 0,
  }))
  const rows = await tx.rows<{ id: number }>(sql`
    update jobs.job
    set token = null, lease_until = null,
      done_at = case when state = 'done' then clock_timestamp() end,
      dead_at = case when state = 'dead' then clock_timestamp() end,
      due_at = case when state = 'waiting' then clock_timestamp() + delay * interval '1 second'
        else due_at end,
      tries = tries - released::int,
      last_error = coalesce(error, last_error)
    from json_to_recordset(${JSON.stringify(given)}::json) as result(
      id bigint, token uuid, state text, error text, delay float8, released boolean)
    where job.id = result.id and job.token = result.token
    returning job.id`)
  return new Set(rows.map(({ id }) => id))
}

async function tellKinds(
  tx: Tx,
  accepted: readonly Settlement[],
  kinds: Readonly<Record<string, JobKind>>,
): Promise<void> {
  for (const [kind, { settled }] of Object.entries(kinds)) {
    const own = accepted.filter(({ job, released }) => job.kind === kind && !released)
    if (settled && own.length > 0) await settled(tx, own)
  }
}
