import { type Check, compare, openCheck, sql, type Tx } from '../platform/index.ts'

type Head = { stream: string; expected: number | null; found: number | null; heads: number }

/** Every stream with unfinished jobs has one head, the lowest of them; only a head that is being worked on may be older. */
export async function verifyJobs(tx: Tx): Promise<Check[]> {
  const check = openCheck('the head of every stream of jobs is its first unfinished one')
  const rows = await tx.rows<Head>(sql`
    with first as (
      select kind, stream, min(version) as version from jobs.job where done_at is null group by kind, stream)
    select concat(kind, ' ', stream) as stream, first.version as expected, head.version as found,
      (select count(*) from first) as heads
    from first full join jobs.head using (kind, stream)
    where head.version is distinct from first.version and head.leased is not true limit 200`)
  for (const { stream, expected, found } of rows)
    compare(check, { id: stream, what: 'head', expected, found })
  check.compared = rows[0]?.heads ?? (await streams(tx))
  return [check]
}

async function streams(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ heads: number }>(sql`select count(*) as heads from jobs.head`)
  return row?.heads ?? 0
}
