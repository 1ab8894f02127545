import { readFileSync } from 'node:fs'
import pg from 'pg'
import { PostgresFailure } from './errors.ts'
import { databaseName } from './initialise.ts'
import type { Layout } from './layout.ts'

/** Address of a database of the embedded server, by its socket; `pg` and libpq both read it. */
export function socketUrl(
  password: string,
  at: { socketDir: string; port: number },
  database = databaseName,
): string {
  const host = encodeURIComponent(at.socketDir)
  return `postgres://${databaseName}:${password}@/${database}?host=${host}&port=${at.port}`
}

/** Logs in, makes the application's database where it is missing, and tells the server's version. */
export async function openDatabase(
  layout: Layout,
  at: { socketDir: string; port: number },
): Promise<{ url: string; version: string }> {
  const password = readFileSync(layout.passwordFile, 'utf8').trim()
  const client = new pg.Client(socketUrl(password, at, 'postgres'))
  try {
    await client.connect()
    const version = await client.query('show server_version')
    await createMissing(client)
    return { url: socketUrl(password, at), version: String(version.rows[0].server_version) }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const params = { dataDir: layout.dataDir, passwordFile: layout.passwordFile, reason }
    throw new PostgresFailure('login_failed', params, cause)
  } finally {
    await client.end()
  }
}

async function createMissing(client: pg.Client): Promise<void> {
  const found = await client.query('select 1 from pg_database where datname = $1', [databaseName])
  if (found.rowCount === 0) await client.query(`create database ${databaseName}`)
}
