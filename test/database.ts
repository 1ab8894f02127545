import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import './cluster.ts'

/** An empty database of the test's own on the run's server. */
export type FreshDatabase = { url: string; drop(): Promise<void> }

/** Makes an empty database with a name nobody else has. `drop` also ends connections a test forgot. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = inject('databaseUrl')
  const name = `test_${randomBytes(8).toString('hex')}`
  await run(server, `create database ${name}`)
  const url = server.replace(/@\/\w+/, `@/${name}`)
  return { url, drop: () => run(server, `drop database if exists ${name} with (force)`) }
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
