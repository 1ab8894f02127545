// Says whether anything changed: what a test of a refusal looks at before and after.
import { type Database, followerLag, raw, sql } from '../src/base/platform/index.ts'

/**
 * Memory of answers, marks of when somebody was seen, the books of followers and of those who work off jobs, which an earlier
 * request may have left to do, and sums that are folded at any time (the books compare them with the orders): no effect of a
 * request. That a job was left behind is seen in `jobs.job`.
 */
const beside = new Set([
  'platform.answers',
  'platform.followers',
  'platform.parked',
  'platform.seals',
  'jobs.head',
  'identity.keys',
  'identity.sessions',
  'orders.tally_changes',
  'orders.tallies',
  'orders.hours',
])

type Table = { name: string; versioned: boolean }

/** Tables of the house, each with whether its rows count their changes. */
async function tables(database: Database): Promise<Table[]> {
  const all = await database.read((tx) =>
    tx.rows<Table>(sql`
      select table_schema || '.' || table_name as name,
        exists (select 1 from information_schema.columns as c where c.table_schema = t.table_schema
          and c.table_name = t.table_name and c.column_name = 'version' and c.data_type = 'integer') as versioned
      from information_schema.tables as t
      where table_type = 'BASE TABLE' and table_schema not in ('information_schema', 'public')
        and table_schema not like 'pg\\_%' order by 1`),
  )
  return all.filter(({ name }) => !beside.has(name))
}

/** How many bulk runs are being worked on. */
async function runs(database: Database): Promise<number> {
  const [row] = await database.read((tx) =>
    tx.rows<{ n: number }>(sql`select count(*) as n from runs.runs where state = 'running'`),
  )
  return row?.n ?? 0
}

/** Waits until every follower has seen every fact and no run goes on, so that what they do later is no surprise. */
export async function quiet(database: Database): Promise<void> {
  for (;;) {
    const lag = await database.read(followerLag)
    if (lag.every(({ facts }) => facts === 0) && (await runs(database)) === 0) return
    await new Promise((resume) => setTimeout(resume, 10))
  }
}

/** How many rows each table has and what their versions add up to, once the followers are done. */
export async function witness(database: Database): Promise<Record<string, string>> {
  await quiet(database)
  const counts = (await tables(database)).map(
    ({ name, versioned }) =>
      `select '${name}' as name, count(*) || ' ' || ${versioned ? 'coalesce(sum(version), 0)' : "''"} as seen from ${name}`,
  )
  const rows = await database.read((tx) =>
    tx.rows<{ name: string; seen: string }>(sql`${raw(counts.join(' union all '))}`),
  )
  return Object.fromEntries(rows.map(({ name, seen }) => [name, seen]))
}
