import { type Database, sql, type Tx } from '../platform/index.ts'
import { goByIndex, type StreamName } from './head.sql.ts'
import type { Job } from './job.ts'

export type Claim = {
  kinds: readonly string[]
  /** The most jobs in this claim. */
  batch: number
  leaseMs: number
  /** The most running jobs of one lane in this process, and how many of each lane are running. */
  perLane: number
  running: readonly { kind: string; lane: string; count: number }[]
}

/**
 * Claims heads that are due: their lease and a new token are written before the work begins. Skips heads that another worker holds;
 * a head whose lease has ended is due like any other.
 */
export async function claimJobs(database: Database, claim: Claim): Promise<Job[]> {
  return await database.begin(async (tx) => {
    await goByIndex(tx)
    const heads = await leaseHeads(tx, claim)
    return heads.length === 0 ? [] : await startTries(tx, heads, claim.leaseMs)
  })
}

type Head = StreamName & { version: number; lane: string }

/**
 * Finds the lanes by jumping from one to the next in the index, and takes from each what it has room for. The lanes come in random
 * order, because in a fixed order the first lanes would starve the last.
 */
async function leaseHeads(tx: Tx, { kinds, batch, leaseMs, perLane, running }: Claim) {
  return await tx.rows<Head>(sql`
    with recursive lanes as (
      select first.kind, first.lane from unnest(${kinds}::text[]) as handled(kind), lateral (
        select kind, lane from jobs.head
        where ready_at is not null and head.kind = handled.kind
        order by lane limit 1) as first
      union all
      select next.kind, next.lane from lanes, lateral (
        select kind, lane from jobs.head
        where ready_at is not null and head.kind = lanes.kind and head.lane > lanes.lane
        order by lane limit 1) as next),
    rooms as materialized (
      select kind, lane, greatest(0, ${perLane}::int - coalesce(count, 0)) as room
      from lanes left join
        json_to_recordset(${JSON.stringify(running)}::json) as busy(kind text, lane text, count int)
        using (kind, lane)
      order by random()),
    picked as materialized (
      select due.kind, due.stream from rooms, lateral (
        select kind, stream from jobs.head
        where head.kind = rooms.kind and head.lane = rooms.lane and ready_at <= now()
        order by ready_at limit rooms.room for update skip locked) as due
      limit ${batch})
    update jobs.head
    set leased = true, ready_at = clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond'
    from picked where head.kind = picked.kind and head.stream = picked.stream
    returning head.kind, head.stream, head.version, head.lane`)
}

/** Looks up the ids one by one, because on a new table the planner would compare every job with every head. */
async function startTries(tx: Tx, heads: readonly Head[], leaseMs: number): Promise<Job[]> {
  return await tx.rows<Job>(sql`
    with found as materialized (
      select lane, (
        select id from jobs.job
        where job.kind = head.kind and job.stream = head.stream and job.version = head.version
          and done_at is null and dead_at is null) as id
      from unnest(
        ${heads.map(({ kind }) => kind)}::text[], ${heads.map(({ stream }) => stream)}::text[],
        ${heads.map(({ version }) => version)}::int[], ${heads.map(({ lane }) => lane)}::text[])
        as head(kind, stream, version, lane))
    update jobs.job
    set tries = tries + 1, token = gen_random_uuid(),
      lease_until = clock_timestamp() + ${leaseMs}::float8 * interval '1 millisecond',
      first_tried_at = coalesce(first_tried_at, clock_timestamp())
    from found where job.id = found.id
    returning job.id, job.kind, job.stream, job.version, tries, payload, lane, token,
      extract(epoch from clock_timestamp() - first_tried_at)::float8 as "ageSeconds"`)
}
