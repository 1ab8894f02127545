import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import './cluster.ts'
import { databaseOn, statement, template } from './template.ts'

/** A database of the test's own on the run's server. */
export type FreshDatabase = { url: string; drop(): Promise<void> }

/** Makes an empty database with a name nobody else has. `drop` also ends connections a test forgot. */
export function freshDatabase(): Promise<FreshDatabase> {
  return make('')
}

/** The same with every migration done: a copy, for doing them costs five times as much. */
export function migratedDatabase(): Promise<FreshDatabase> {
  return make(` template ${template}`)
}

async function make(how: string): Promise<FreshDatabase> {
  const server = inject('databaseUrl')
  const name = `test_${randomBytes(8).toString('hex')}`
  await statement(server, `create database ${name}${how}`)
  return {
    url: databaseOn(server, name),
    drop: () => statement(server, `drop database if exists ${name} with (force)`),
  }
}
