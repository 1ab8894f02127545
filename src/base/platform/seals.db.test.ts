import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, migratedDatabase } from '../../../test/database.ts'
import { type Database, openDatabase } from './database.ts'
import { append, newestCursor } from './log.ts'
import { exportHead, type Head, sealStretch, verifySeals } from './seals.ts'
import { sql } from './sql.ts'

let fresh: FreshDatabase
let database: Database
let superuser: pg.Client
let heads: Head[]

beforeAll(async () => {
  fresh = await migratedDatabase()
  database = openDatabase(fresh.url, { size: 4 })
  superuser = new pg.Client({ connectionString: fresh.url })
  await superuser.connect()
  // A superuser does not feel triggers: nothing but the chain is left to show what was done.
  await superuser.query('set session_replication_role = replica')
})
afterAll(async () => {
  await superuser.end()
  await database.close()
  await fresh.drop()
})

/** Four seals over forty facts, a head exported after the second and the fourth, and facts that no seal covers yet. */
beforeEach(async () => {
  await tamper('truncate platform.facts, platform.seals')
  heads = []
  for (let round = 1; round <= 4; round++) {
    await addFacts(round, 10)
    await sealAll()
    const head = await database.read(exportHead)
    if (head && round % 2 === 0) heads.push(head)
  }
  await addFacts(5, 3)
})

async function tamper(statement: string): Promise<void> {
  await superuser.query(statement)
}

const at = new Date('2026-03-01T09:00:00.123Z')
async function addFacts(version: number, count: number): Promise<void> {
  const facts = Array.from({ length: count }, (_, index) => ({
    stream: `ord_${index}`,
    version,
    type: 'moved',
    data: { pieces: index, note: 'ümlaut, "quote"' },
  }))
  await database.begin(async (tx) =>
    append(tx, facts, { by: 'usr_1', command: `req_${version}`, at }),
  )
}

/** Waits until every fact may be sealed: transactions of other tests on this server hold the horizon back too. */
async function sealAll(): Promise<void> {
  const [last] = await database.read((tx) =>
    tx.rows<{ position: number }>(sql`select max(position) as position from platform.facts`),
  )
  while ((await sealWhatMayBe()) !== last?.position) await setTimeout(2)
}

async function sealWhatMayBe(): Promise<number> {
  return await database.begin(async (tx) => {
    const upTo = await newestCursor(tx)
    await sealStretch(tx, { upTo })
    return upTo.position
  })
}

const verify = (against: readonly Head[] = []) => database.read((tx) => verifySeals(tx, against))

/** The place of one fact in the order of the log, counted from 0. */
const fact = (index: number) =>
  `(tx, position) = (select tx, position from platform.facts order by tx, position offset ${index} limit 1)`

test('an untouched log verifies, with its heads, and unsealed facts do not count yet', async () => {
  expect(await verify(heads)).toEqual({ facts: 40, seals: 4, broken: null })
})

test('a log without seals verifies, unless a head says that there were some', async () => {
  await tamper('truncate platform.facts, platform.seals')
  expect(await verify()).toEqual({ facts: 0, seals: 0, broken: null })
  expect((await verify(heads)).broken).toBe(2)
})

test('sealing the same stretch again adds no seal, and what was left out is sealed by the next', async () => {
  await sealAll()
  await sealAll()
  expect(await verify(heads)).toEqual({ facts: 43, seals: 5, broken: null })
  await addFacts(6, 2)
  await addFacts(7, 2)
  await sealAll()
  expect(await verify(heads)).toMatchObject({ facts: 47, broken: null })
})

test.each([
  ['data', `data = jsonb_set(data::jsonb, '{pieces}', '99')::json`],
  ['who did it', `by = 'usr_2'`],
  ['the command', `command = 'req_x'`],
  ['the stream', `stream = 'ord_x'`],
  ['the version', 'version = 99'],
  ['the type', `type = 'removed'`],
  ['the time, by a microsecond', `at = at + interval '1 microsecond'`],
])('flipping %s of one fact breaks its seal and no earlier one', async (_, change) => {
  await tamper(`update platform.facts set ${change} where ${fact(25)}`)
  expect((await verify()).broken).toBe(3)
})

test('every sealed fact is covered: deleting any one of them shows', async () => {
  for (let index = 0; index < 40; index++) {
    await tamper(`create temporary table kept as select * from platform.facts where ${fact(index)}`)
    await tamper(`delete from platform.facts where ${fact(index)}`)
    expect((await verify()).broken).toBe(Math.floor(index / 10) + 1)
    await tamper('insert into platform.facts overriding system value select * from kept')
    await tamper('drop table kept')
  }
  expect((await verify(heads)).broken).toBeNull()
})

test('a fact put in between sealed ones shows', async () => {
  await tamper(`
    insert into platform.facts (tx, position, stream, version, type, data, by, command, at)
    overriding system value
    select tx, -1, 'ord_new', 1, type, data, by, command, at from platform.facts where ${fact(15)}`)
  expect((await verify()).broken).toBe(2)
})

test('two facts that change places show', async () => {
  await tamper(`
    create temporary table pair as
    select * from platform.facts order by tx, position offset 20 limit 2`)
  await tamper('delete from platform.facts where (tx, position) in (select tx, position from pair)')
  await tamper(`
    insert into platform.facts overriding system value
    select one.tx, one.position, other.stream, other.version, other.type, other.data, other.by, other.command, other.at
    from pair as one join pair as other on one.position <> other.position`)
  await tamper('drop table pair')
  expect((await verify()).broken).toBe(3)
})

test('a sealed fact moved behind the last seal shows', async () => {
  await tamper(`update platform.facts set tx = '9000000000' where ${fact(5)}`)
  expect((await verify()).broken).toBe(1)
})

test('emptying the log under its seals shows at the first', async () => {
  await tamper('truncate platform.facts')
  expect((await verify()).broken).toBe(1)
})

test('cutting off the newest facts under a seal shows', async () => {
  await tamper(`delete from platform.facts where (tx, position) >= (
    select tx, position from platform.facts order by tx, position offset 39 limit 1)`)
  expect((await verify()).broken).toBe(4)
})

test('a seal taken from the middle, two that change numbers, or a new digest show', async () => {
  await tamper('delete from platform.seals where number = 2')
  expect((await verify()).broken).toBe(3)
  await tamper('update platform.seals set number = number - 1 where number > 2')
  expect((await verify()).broken).toBe(2)
  await tamper(`update platform.seals set digest = sha256('') where number = 1`)
  expect((await verify()).broken).toBe(1)
})

test('facts forged together with the newest seal show against the exported head', async () => {
  await tamper(`update platform.facts set by = 'usr_2' where ${fact(35)}`)
  await tamper('delete from platform.seals where number = 4')
  await sealAll()
  expect((await verify()).broken).toBeNull()
  expect((await verify(heads)).broken).toBe(4)
})

test('the newest seals cut off with their facts show against the exported head only', async () => {
  await tamper(
    `delete from platform.facts where (tx, position) > (select tx, position from platform.seals where number = 3)`,
  )
  await tamper('delete from platform.seals where number > 3')

  expect((await verify()).broken).toBeNull()
  expect((await verify(heads)).broken).toBe(4)
})

test('a stretch stays open for a transaction that began earlier and commits later', async () => {
  const slow = new pg.Client({ connectionString: fresh.url })
  await slow.connect()
  await slow.query('begin')
  await slow.query(`insert into platform.facts (stream, version, type, data, by, command, at)
    values ('ord_slow', 1, 'moved', '{}', 'usr_1', 'req_s', now())`)
  await addFacts(6, 2)
  await sealWhatMayBe()
  await slow.query('commit')
  await slow.end()
  await sealAll()

  expect(await verify(heads)).toMatchObject({ facts: 46, broken: null })
})
