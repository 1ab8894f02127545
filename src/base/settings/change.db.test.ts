// The room knows no kind: these are made up, of two owners who share the table and nothing else.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type FreshDatabase, migratedDatabase } from '../../../test/database.ts'
import { type Database, factsOf, openDatabase, sql } from '../platform/index.ts'
import { changeSettings, listSettings, type Wish } from './index.ts'

const lamps = { lamp: { shape: z.strictObject({ watts: z.int() }) } }
const doors = { door: { shape: z.strictObject({ open: z.boolean() }), codes: ['front', 'back'] } }

let fresh: FreshDatabase
let database: Database
beforeAll(async () => {
  fresh = await migratedDatabase()
  database = openDatabase(fresh.url, { size: 4, connectMs: 60_000 })
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})

const cause = { by: 'usr_test', command: 'req_test', at: new Date('2026-05-04T08:00:00Z') }
const set = (kinds: typeof lamps | typeof doors, ...wishes: Wish[]) =>
  database.begin((tx) => changeSettings(tx, kinds, wishes, cause))
const state = () =>
  database.read(async (tx) => [
    await tx.rows(sql`select * from settings.settings order by kind, code`),
    await tx.rows(sql`select count(*) from platform.facts`),
  ])

test('each owner sees the kinds it names, and no other', async () => {
  await set(lamps, { kind: 'lamp', code: 'desk', value: { watts: 9 } })
  await set(doors, { kind: 'door', code: 'front', value: { open: true } })
  const seen = await database.read((tx) => listSettings(tx, Object.keys(lamps)))
  expect(seen.map(({ kind, code }) => `${kind} ${code}`)).toEqual(['lamp desk'])
})

test.each([
  ['a kind of another owner', doors, { kind: 'lamp', code: 'hall', value: { watts: 3 } }],
  ['a code that the kind cannot have', doors, { kind: 'door', code: 'side', value: {} }],
])('%s is refused and changes nothing', async (_, kinds, wish) => {
  const before = await state()
  const { kind, code } = wish
  expect(await set(kinds, wish)).toEqual([
    { refused: 'unknown_setting', params: { kind, code }, at: '/params/code' },
  ])
  expect(await state()).toEqual(before)
})

test('of the same name twice in one batch the last one stands, and each is told', async () => {
  await set(
    lamps,
    { kind: 'lamp', code: 'bed', value: { watts: 5 } },
    { kind: 'lamp', code: 'bed', value: { watts: 6 } },
  )
  const told = await database.read((tx) => factsOf(tx, ['set_lamp_bed']))
  expect(told.map(({ version, data }) => [version, data])).toEqual([
    [1, { kind: 'lamp', code: 'bed', before: null, after: { watts: 5 } }],
    [2, { kind: 'lamp', code: 'bed', before: { watts: 5 }, after: { watts: 6 } }],
  ])
})
