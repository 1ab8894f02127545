// The health of the platform, for the people who operate it.
import type { Tx } from './database.ts'
import { sql } from './sql.ts'

/** A stream that a follower could not handle. `dead`: not retried until somebody asks for it. */
export type ParkedStream = {
  follower: string
  stream: string
  fromVersion: number
  tries: number
  error: string
  dueAt: Date
}

/** Parked streams, those tried longest first, at most `limit`. */
export async function parkedStreams(tx: Tx, limit: number): Promise<ParkedStream[]> {
  return await tx.rows<ParkedStream>(sql`
    select follower, stream, from_version as "fromVersion", tries, error, due_at as "dueAt"
    from platform.parked order by tries desc, due_at, follower, stream limit ${limit}`)
}

export type DatabaseHealth = {
  version: string
  bytes: number
  startedAt: Date
  connections: number
  maxConnections: number
  migrations: { applied: number; newest: string; at: Date }
  seals: { number: number; at: Date } | null
}

/** The database as it is now: version, size, connections, migrations applied, the newest seal of the log. */
export async function databaseHealth(tx: Tx): Promise<DatabaseHealth> {
  const [[server], [migrations], [seal]] = await Promise.all([
    tx.rows<Omit<DatabaseHealth, 'migrations' | 'seals'>>(sql`
      select current_setting('server_version') as version,
        pg_database_size(current_database()) as bytes,
        pg_postmaster_start_time() as "startedAt",
        (select count(*) from pg_stat_activity where backend_type = 'client backend') as connections,
        current_setting('max_connections')::int as "maxConnections"`),
    tx.rows<DatabaseHealth['migrations']>(sql`
      select count(*) over () as applied, name as newest, at
      from public.throughline_migrations order by name desc limit 1`),
    tx.rows<{ number: number; at: Date }>(
      sql`select number, at from platform.seals order by number desc limit 1`,
    ),
  ])
  if (!server || !migrations) throw new Error('the database tells nothing of itself')
  return { ...server, migrations, seals: seal ?? null }
}
