// Dead letters: jobs that were given up. Each blocks its stream until somebody replays or skips it; none is deleted by age.
import { type Sql, sql, type Tx } from '../platform/index.ts'
import { lockHeads, moveHeads, type StreamName } from './head.sql.ts'

/** Which dead jobs: of a kind, of one cause (the text of the error), or one by id. At least one must be given. */
export type DeadFilter = {
  kind?: string | undefined
  cause?: string | undefined
  id?: number | undefined
}

export type DeadJob = StreamName & {
  id: number
  version: number
  tries: number
  cause: string
  payload: unknown
  deadAt: Date
  ageSeconds: number
  /** How many later jobs of the stream wait behind it. */
  waiting: number
}

/** Dead jobs, oldest first, at most `limit`, those after the id `after`. */
export async function deadJobs(
  tx: Tx,
  filter: DeadFilter,
  { limit, after = 0 }: { limit: number; after?: number },
): Promise<DeadJob[]> {
  return await tx.rows<DeadJob>(sql`
    select id, kind, stream, version, tries, coalesce(last_error, '') as cause, payload,
      dead_at as "deadAt", extract(epoch from clock_timestamp() - dead_at)::float8 as "ageSeconds",
      (select count(*) from jobs.job as later
        where later.kind = job.kind and later.stream = job.stream and later.version > job.version
          and later.done_at is null) as waiting
    from jobs.job where ${matches(filter)} and id > ${after} order by id limit ${limit}`)
}

/** Restarts dead jobs, at most 10,000 at once. Answers how many. */
export async function replayDead(tx: Tx, filter: DeadFilter): Promise<number> {
  return await revive(
    tx,
    filter,
    sql`dead_at = null, tries = 0, first_tried_at = null, due_at = clock_timestamp()`,
  )
}

/** Discards dead jobs for good, so that jobs waiting behind them continue; they stay marked as dead. */
export async function skipDead(tx: Tx, filter: DeadFilter): Promise<number> {
  return await revive(tx, filter, sql`done_at = clock_timestamp()`)
}

async function revive(tx: Tx, filter: DeadFilter, change: Sql): Promise<number> {
  const found = await tx.rows<StreamName & { id: number }>(sql`
    select id, kind, stream from jobs.job where ${matches(filter)} order by id limit 10000`)
  await lockHeads(tx, found)
  const changed = await tx.run(sql`
    update jobs.job set ${change}
    where id = any(${found.map(({ id }) => id)}::bigint[]) and dead_at is not null and done_at is null`)
  await moveHeads(tx, found, { leased: false })
  return changed
}

function matches({ kind, cause, id }: DeadFilter): Sql {
  return sql`
    dead_at is not null and done_at is null
    and (${kind ?? null}::text is null or kind = ${kind ?? null})
    and (${cause ?? null}::text is null or last_error = ${cause ?? null})
    and (${id ?? null}::bigint is null or id = ${id ?? null})`
}
