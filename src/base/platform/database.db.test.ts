import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { CommitUnknown, type Database, openDatabase, sql, sqlState, type Tx } from './index.ts'

let database: Database
let drop: () => Promise<void>
let outside: pg.Client

beforeAll(async () => {
  const fresh = await freshDatabase()
  drop = fresh.drop
  database = openDatabase(fresh.url, { size: 6 })
  outside = new pg.Client({ connectionString: fresh.url })
  await outside.connect()
  await outside.query('create table thing (id int primary key, n int not null)')
  await outside.query('insert into thing values (1, 0), (2, 0)')
})
afterAll(async () => {
  await outside.end()
  await database.close()
  await drop()
})

const add = (id: number, n: number) => sql`insert into thing values (${id}, ${n})`
const count = async () => (await outside.query('select count(*)::int as n from thing')).rows[0].n

test('statements sent ahead of each other all fail with the error of the one that failed', async () => {
  const before = await count()
  const failures: unknown[] = []
  const work = database.begin(async (tx) => {
    const nested = async () => await Promise.all([tx.run(add(1, 1)), tx.run(add(20, 1))])
    const sent = [tx.run(add(21, 1)), nested(), tx.run(add(22, 1)), tx.run(add(23, 1))]
    for (const one of await Promise.allSettled(sent))
      if (one.status === 'rejected') failures.push(sqlState(one.reason))
    await Promise.all(sent)
  })
  await expect(work).rejects.toMatchObject({ code: '23505', constraint: 'thing_pkey' })
  expect(failures).toEqual(['23505', '23505', '23505'])
  expect(await count()).toBe(before)
})

test('a failure behind a savepoint does not stand for a later one', async () => {
  const work = database.begin(async (tx) => {
    await tx.run(sql`savepoint s`)
    await tx.run(add(1, 1)).catch(() => {})
    await tx.run(sql`rollback to savepoint s`)
    await Promise.all([tx.run(sql`select 1 / 0`), tx.run(sql`select 1`)])
  })
  await expect(work).rejects.toMatchObject({ code: '22012' })
})

test('a deadlock is repeated even when a statement behind it is heard of first', async () => {
  let tries = 0
  let meet = () => {}
  const bothHold = new Promise<void>((resume) => {
    meet = resume
  })
  const both = (first: number, second: number) => async (tx: Tx) => {
    await tx.run(sql`update thing set n = n + 1 where id = ${first}`)
    tries++
    if (tries === 2) meet()
    await bothHold
    const nested = async () =>
      await Promise.all([tx.run(sql`update thing set n = n + 1 where id = ${second}`)])
    await Promise.all([nested(), tx.run(sql`select 1`)])
  }
  await Promise.all([database.begin(both(1, 2)), database.begin(both(2, 1))])
  expect(tries).toBeGreaterThan(2)
  const { rows } = await outside.query('select n from thing where id <= 2')
  expect(rows).toEqual([{ n: 2 }, { n: 2 }])
})

test('a transaction that swallowed a failure is not taken for committed', async () => {
  const work = database.begin(async (tx) => {
    await tx.run(add(30, 1))
    await tx.run(add(1, 1)).catch(() => {})
  })
  await expect(work).rejects.toThrow('duplicate key')
})

test('a connection killed in the middle fails its transaction, and the next one gets another', async () => {
  const work = database.begin(async (tx) => {
    await tx.run(add(40, 1))
    const [own] = await tx.rows<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    await outside.query('select pg_terminate_backend($1)', [own?.pid])
    await tx.run(add(41, 1))
  })
  await expect(work).rejects.toThrow()
  await expect(work).rejects.not.toBeInstanceOf(CommitUnknown)
  await database.begin((tx) => tx.run(add(42, 1)))
  const { rows } = await outside.query('select id from thing where id between 40 and 49')
  expect(rows).toEqual([{ id: 42 }])
})

test('a connection that was killed while nothing was asked says what killed it', async () => {
  const work = database.begin(async (tx) => {
    const [own] = await tx.rows<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    await outside.query('select pg_terminate_backend($1)', [own?.pid])
    // The news of its end comes in by itself; only then is the next statement sent.
    await new Promise((resume) => setTimeout(resume, 300))
    await tx.run(add(45, 1))
  })
  await expect(work).rejects.toMatchObject({ code: '57P01' })
})

test('a connection killed while COMMIT is under way leaves the outcome unknown, and says so', async () => {
  await outside.query(`create function wait_at_commit() returns trigger language plpgsql as
    $$ begin perform pg_sleep(10); return null; end $$`)
  await outside.query(`create constraint trigger slow after insert on thing
    deferrable initially deferred for each row when (new.id = 50) execute function wait_at_commit()`)
  const work = database.begin(async (tx) => {
    await tx.run(add(50, 1))
    const [own] = await tx.rows<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    setTimeout(() => outside.query('select pg_terminate_backend($1)', [own?.pid]), 300)
  })
  await expect(work).rejects.toBeInstanceOf(CommitUnknown)
})

test('a reading transaction sees one moment, and cannot write', async () => {
  const seen = await database.read(async (tx) => {
    const [before] = await tx.rows<{ n: number }>(sql`select n from thing where id = 2`)
    await outside.query('update thing set n = n + 1 where id = 2')
    const [after] = await tx.rows<{ n: number }>(sql`select n from thing where id = 2`)
    return [before?.n, after?.n]
  })
  expect(seen[0]).toBe(seen[1])
  await expect(database.read((tx) => tx.run(add(60, 1)))).rejects.toMatchObject({ code: '25006' })
})

test('a whole number beyond 2^53 is an error, not a rounded number', async () => {
  const reading = database.read((tx) => tx.rows(sql`select 9007199254740993::bigint as n`))
  await expect(reading).rejects.toThrow('beyond 2^53')
})

test('a statement that nobody waits for fails its transaction, with its own error', async () => {
  const work = database.begin(async (tx) => {
    tx.write(sql`insert into thing values (70, 1)`)
    tx.write(sql`insert into thing values (70, 1)`)
  })
  await expect(work).rejects.toMatchObject({ code: '23505' })
  expect(await database.read((tx) => tx.rows(sql`select id from thing where id = 70`))).toEqual([])
})
