import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, migratedDatabase } from '../../../test/database.ts'
import { type Database, openDatabase, sql } from '../../base/platform/index.ts'
import { keyBySecret } from './callers.sql.ts'
import { firstRun } from './first-run.ts'
import { checkPassword } from './passwords.ts'
import { permissions } from './roles.ts'

const ownerKey = 'a long enough owner key'
const at = new Date('2026-03-01T09:00:00Z')
let fresh: FreshDatabase
let database: Database

beforeAll(async () => {
  fresh = await migratedDatabase()
  database = openDatabase(fresh.url, { size: 4 })
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})

test('the first start makes one owner and the key of the environment, however many processes start', async () => {
  const starts = [1, 2, 3].map(() => firstRun(database, { ownerKey }, at))
  const made = (await Promise.all(starts)).filter((owner) => owner !== null)

  expect(made).toHaveLength(1)
  const users = await database.read((tx) =>
    tx.rows<{ email: string; hash: string }>(
      sql`select email, password_hash as hash from identity.users`,
    ),
  )
  expect(users.map(({ email }) => email)).toEqual(['owner@localhost'])
  expect(await checkPassword(users[0]?.hash ?? null, made[0]?.password ?? '')).toBe(true)
  const key = await database.read((tx) => keyBySecret(tx, ownerKey))
  expect(key?.value.caller).toMatchObject({ name: 'OWNER_KEY', rate: null, channels: null })
  expect(key?.value.caller.permissions).toEqual(new Set(permissions))
})

test('a later start changes nothing, also when it brings another key', async () => {
  const other = 'another long enough key'
  expect(await firstRun(database, { ownerKey: other }, at)).toBeNull()

  expect(await database.read((tx) => keyBySecret(tx, other))).toBeNull()
  expect(await database.read((tx) => keyBySecret(tx, ownerKey))).not.toBeNull()
})
