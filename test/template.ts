// The database that the tests' own ones are copies of.
import pg from 'pg'
import { migrate } from '../src/base/platform/index.ts'

/** Its name on the run's server. */
export const template = 'template_of_tests'

/** Makes it, every migration done; once for the run, before any test. */
export async function makeTemplate(server: string): Promise<void> {
  await statement(server, `create database ${template}`)
  await migrate(databaseOn(server, template))
  // Nobody may be at work in what is being copied, not even the server's own housekeeping.
  await statement(server, `alter database ${template} with allow_connections false`)
}

/** The address of a database on a server. */
export function databaseOn(server: string, name: string): string {
  return server.replace(/@\/\w+/, `@/${name}`)
}

/** One statement, on a connection of its own. */
export async function statement(url: string, text: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
