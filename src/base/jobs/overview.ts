import { sql, type Tx } from '../platform/index.ts'

/** What the system page shows of the jobs. */
export type JobsOverview = {
  /** `waiting` counts jobs neither finished nor dead; `oldestDueSeconds` is the longest time that a head is overdue. */
  kinds: {
    kind: string
    waiting: number
    running: number
    dead: number
    oldestDueSeconds: number
  }[]
  dead: { kind: string; cause: string; jobs: number; oldestSeconds: number }[]
}

export async function jobsOverview(tx: Tx): Promise<JobsOverview> {
  const [kinds, dead] = await Promise.all([
    tx.rows<JobsOverview['kinds'][number]>(sql`
      select kind,
        count(*) filter (where dead_at is null and token is null) as waiting,
        count(*) filter (where token is not null) as running,
        count(*) filter (where dead_at is not null) as dead,
        (select greatest(0, coalesce(extract(epoch from clock_timestamp() - min(ready_at)), 0))::float8
          from jobs.head where head.kind = job.kind and not leased) as "oldestDueSeconds"
      from jobs.job where done_at is null group by kind order by kind`),
    tx.rows<JobsOverview['dead'][number]>(sql`
      select kind, coalesce(last_error, '') as cause, count(*) as jobs,
        extract(epoch from clock_timestamp() - min(dead_at))::float8 as "oldestSeconds"
      from jobs.job where dead_at is not null and done_at is null
      group by kind, last_error order by jobs desc, kind, cause limit 100`),
  ])
  return { kinds, dead }
}

/** Deletes jobs done more than `days` ago, at most 10,000 in a call. Answers how many. Dead ones are never deleted. */
export async function forgetDone(tx: Tx, days: number): Promise<number> {
  return await tx.run(sql`
    delete from jobs.job where id in (
      select id from jobs.job
      where done_at is not null and done_at < clock_timestamp() - ${days}::float8 * interval '1 day'
      limit 10000)`)
}
