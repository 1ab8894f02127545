import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Address } from './address.ts'
import { PostgresFailure } from './errors.ts'
import type { Layout } from './folder.ts'
import { databaseName } from './initialise.ts'

/** What a login learned. */
export type Opened = { url: string; version: string }

/** Address of a database of the embedded server, by its socket; `pg` and libpq both read it. */
export function socketUrl(password: string, at: Address, database = databaseName): string {
  const host = encodeURIComponent(at.socketDir)
  return `postgres://${databaseName}:${password}@/${database}?host=${host}&port=${at.port}`
}

/**
 * Logs in, makes sure that this is the server of this folder, makes the application's database where it is missing, and
 * tells the server's version.
 */
export async function openDatabase(layout: Layout, at: Address): Promise<Opened> {
  try {
    const password = readFileSync(layout.passwordFile, 'utf8').trim()
    const version = await greet(socketUrl(password, at, 'postgres'), layout)
    return { url: socketUrl(password, at), version }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const params = { dataDir: layout.dataDir, passwordFile: layout.passwordFile, reason }
    throw new PostgresFailure('login_failed', params, cause)
  }
}

async function greet(url: string, layout: Layout): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  // An error between two queries is an event, and one nobody listens to ends the process.
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query(
      `select system_identifier::text as id, current_setting('server_version') as version
         from pg_control_system()`,
    )
    if (rows[0].id !== systemIdentifier(layout.pgdata)) throw new Error('another cluster answers')
    await createMissing(client)
    return rows[0].version
  } finally {
    await client.end()
  }
}

/** The first eight bytes of the control file name the cluster for ever. */
function systemIdentifier(pgdata: string): string {
  const file = openSync(join(pgdata, 'global/pg_control'), 'r')
  try {
    const first = Buffer.alloc(8)
    readSync(file, first, 0, 8, 0)
    return String(first.readBigUInt64LE())
  } finally {
    closeSync(file)
  }
}

async function createMissing(client: pg.Client): Promise<void> {
  const found = await client.query('select 1 from pg_database where datname = $1', [databaseName])
  if (found.rowCount === 0) await client.query(`create database ${databaseName}`)
}
