import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'

const folder = new URL('../../../migrations/', import.meta.url)
const lockKey = 7_247_115

/**
 * Brings the database to the newest schema: plain SQL files, forward only, each in a transaction of its own, one runner at
 * a time. Answers the names it applied. Throws when an applied file was changed afterwards. `upTo` leaves out the files with higher
 * numbers: for testing what later migrations do to existing rows.
 */
export async function migrate(url: string, upTo = '9999'): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  // What breaks the connection fails the statement too; an error that nobody listens to would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await client.query(`create table if not exists public.throughline_migrations (
      name text primary key, digest text not null, at timestamptz not null default now())`)
    const done = await appliedMigrations(client)
    const applied: string[] = []
    for (const { name, text, digest } of migrations()) {
      if (name.slice(0, 4) > upTo) break
      const earlier = done.get(name)
      if (earlier === digest) continue
      if (earlier) throw new Error(`migration ${name} was changed after it was applied`)
      await apply(client, name, text, digest)
      applied.push(name)
    }
    return applied
  } finally {
    await client.end()
  }
}

function migrations() {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8')
      return { name, text, digest: createHash('sha256').update(text).digest('hex') }
    })
}

async function appliedMigrations(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; digest: string }>(
    'select name, digest from public.throughline_migrations',
  )
  return new Map(rows.map(({ name, digest }) => [name, digest]))
}

async function apply(client: pg.Client, name: string, text: string, digest: string) {
  await client.query('begin')
  try {
    await client.query(text)
    await client.query('insert into public.throughline_migrations (name, digest) values ($1, $2)', [
      name,
      digest,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}
