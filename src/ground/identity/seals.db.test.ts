import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, migratedDatabase } from '../../../test/database.ts'
import {
  append,
  type Database,
  openDatabase,
  runFollowers,
  sql,
} from '../../base/platform/index.ts'
import { keepDailyHeads, seal, verifyLog, writeDailyHead } from './seals.ts'

let fresh: FreshDatabase
let database: Database
let folder: string
beforeEach(async () => {
  fresh = await migratedDatabase()
  database = openDatabase(fresh.url, { size: 4 })
  folder = await mkdtemp(join(tmpdir(), 'throughline-heads-'))
})
afterEach(async () => {
  await database.close()
  await fresh.drop()
  await rm(folder, { recursive: true })
})

const day = (date: number, hour = 9) => new Date(Date.UTC(2026, 2, date, hour))
const heads = () => readFile(join(folder, 'audit-heads.jsonl'), 'utf8')
const verify = () => verifyLog(database, folder)

/** Adds facts and lets the follower seal them. */
async function addSealed(version: number): Promise<void> {
  const facts = ['usr_1', 'usr_2'].map((stream) => ({ stream, version, type: 'moved', data: {} }))
  const cause = { by: 'usr_1', command: 'req_1', at: day(1) }
  await database.begin(async (tx) => append(tx, facts, cause))
  const errors: unknown[] = []
  const running = runFollowers(database, [seal], { onError: (_, error) => errors.push(error) })
  await expect.poll(async () => (await verify()).facts, { timeout: 30_000 }).toBe(version * 2)
  await running.stop()
  expect(errors).toEqual([])
}

/** Does what only a superuser can. */
async function tamper(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: fresh.url })
  await client.connect()
  await client.query('set session_replication_role = replica')
  await client.query(statement)
  await client.end()
}

test('the follower seals the log, and one signed head a day is written beside the database', async () => {
  expect(await writeDailyHead(database, folder, day(1))).toBe(false)
  await addSealed(1)
  expect(await writeDailyHead(database, folder, day(1))).toBe(true)
  await addSealed(2)
  expect(await writeDailyHead(database, folder, day(1, 23))).toBe(false)
  expect(await writeDailyHead(database, folder, day(2))).toBe(true)
  expect(await writeDailyHead(database, folder, day(3))).toBe(false)

  expect(await verify()).toMatchObject({ facts: 4, broken: null, heads: 2, forged: 0 })
  const lines = (await heads())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ at }) => at)).toEqual([day(1).toISOString(), day(2).toISOString()])
  expect((await stat(join(folder, 'audit-heads.key'))).mode & 0o777).toBe(0o600)
})

test('seals cut off at the newest end, or written anew, do not agree with the head outside', async () => {
  await addSealed(1)
  await addSealed(2)
  await writeDailyHead(database, folder, day(1))
  const number = (JSON.parse(await heads()) as { number: number }).number
  await tamper(`delete from platform.facts where version = 2`)
  await tamper('delete from platform.seals where number > 1')

  expect(await verify()).toMatchObject({ facts: 2, broken: number })
  await database.begin(async (tx) => {
    const facts = [{ stream: 'usr_3', version: 1, type: 'forged', data: {} }]
    append(tx, facts, { by: 'usr_1', command: 'req_1', at: day(1) })
  })
  const running = runFollowers(database, [seal], { onError: () => {} })
  await expect.poll(async () => (await verify()).seals, { timeout: 30_000 }).toBe(2)
  await running.stop()
  expect((await verify()).broken).toBe(number)
})

test('the log emptied together with its seals does not agree with the head outside', async () => {
  await addSealed(1)
  await writeDailyHead(database, folder, day(1))
  await tamper('truncate platform.facts, platform.seals')
  expect(await verify()).toMatchObject({ facts: 0, seals: 0, broken: 1 })
})

test('a head that was not signed with our key is told apart', async () => {
  await addSealed(1)
  await writeDailyHead(database, folder, day(1))
  const line = await heads()
  await appendFile(
    join(folder, 'audit-heads.jsonl'),
    `${line.replace('2026-03-01', '2026-03-02')}no head\n{}\n[]\nnull\n`,
  )
  expect(await verify()).toMatchObject({ broken: null, heads: 1, forged: 5 })
  await writeFile(join(folder, 'audit-heads.key'), Buffer.alloc(32))
  expect(await verify()).toMatchObject({ heads: 0, forged: 6 })
})

test('processes that begin at the same moment sign with one key, and leave nothing else behind', async () => {
  await addSealed(1)
  await Promise.all(Array.from({ length: 8 }, () => writeDailyHead(database, folder, day(1))))
  const { heads: signed, forged } = await verify()
  expect(signed).toBeGreaterThan(0)
  expect(forged).toBe(0)
  expect((await readdir(folder)).sort()).toEqual(['audit-heads.jsonl', 'audit-heads.key'])
})

test('the keeper writes at once, again without harm, and says what fails', async () => {
  await addSealed(1)
  const errors: unknown[] = []
  const keeper = keepDailyHeads(database, folder, (error) => errors.push(error))
  await keeper.stop()
  await keepDailyHeads(database, folder, (error) => errors.push(error)).stop()
  expect((await heads()).trim().split('\n')).toHaveLength(1)
  expect(errors).toEqual([])

  await database.begin((tx) => tx.run(sql`alter table platform.seals rename to gone`))
  await keepDailyHeads(database, folder, (error) => errors.push(error)).stop()
  expect(errors).toHaveLength(1)
})
