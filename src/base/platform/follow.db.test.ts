import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migratedDatabase } from '../../../test/database.ts'
import {
  append,
  type Database,
  type Follower,
  followerLag,
  openDatabase,
  replayParked,
  runFollowers,
  sql,
} from './index.ts'

let database: Database
let url: string
let drop: () => Promise<void>
const running: { stop(): Promise<void> }[] = []

beforeEach(async () => {
  const fresh = await migratedDatabase()
  url = fresh.url
  drop = fresh.drop
  database = openDatabase(url, { size: 14 })
  await database.begin((tx) =>
    tx.run(
      sql`create table done (stream text, version int, times int, primary key (stream, version))`,
    ),
  )
})
afterEach(async () => {
  for (const { stop } of running.splice(0)) await stop()
  await database.close()
  await drop()
})

const cause = { by: 'test', command: 'c', at: new Date() }
const fact = (stream: string, version: number) => ({ stream, version, type: 't', data: {} })
const add = (...facts: ReturnType<typeof fact>[]) =>
  database.begin(async (tx) => append(tx, facts, cause))

/** Counts every fact it is given news of; `poison` streams make it throw. */
function counting(poison: ReadonlySet<string> = new Set()): Follower {
  return {
    name: 'counting',
    handle: async (tx, news) => {
      for (const { stream } of news) if (poison.has(stream)) throw new Error(`${stream} is poison`)
      await tx.run(sql`
        insert into done select stream, version, 1
        from json_to_recordset(${JSON.stringify(news)}::json) as new(stream text, "from" int, "to" int),
          generate_series("from", "to") as version
        on conflict (stream, version) do update set times = done.times + 1`)
    },
  }
}

const errors: unknown[] = []
function follow(follower: Follower, on = database): { wake(): void; stop(): Promise<void> } {
  const one = runFollowers(on, [follower], {
    restMs: 5,
    pollMs: 30,
    onError: (_, error) => errors.push(error),
  })
  running.push(one)
  return one
}

type Tally = { facts: number; missed: number; doubled: number }
async function tally(): Promise<Tally> {
  const [row] = await database.read((tx) =>
    tx.rows<Tally>(sql`
      select count(*)::int as facts, count(*) filter (where times is null)::int as missed,
        count(*) filter (where times > 1)::int as doubled
      from platform.facts left join done using (stream, version)`),
  )
  return row as Tally
}

async function until(holds: () => Promise<boolean>, seconds = 150): Promise<void> {
  const end = Date.now() + seconds * 1_000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not come to pass')
    await sleep(25)
  }
}

async function triesKept(): Promise<number | undefined> {
  const [row] = await database.read((tx) =>
    tx.rows<{ tries: number }>(sql`select tries from platform.parked`),
  )
  return row?.tries
}

const allDone = () => until(async () => (await tally()).missed === 0)

test('writers that commit late and out of order: two runners at once miss nothing and do nothing twice', async () => {
  const second = openDatabase(url, { size: 4 })
  follow(counting())
  follow(counting(), second)
  let overtaken = 0
  const writer = async (name: string, slow: boolean) => {
    for (let round = 1; round <= 25; round++)
      await database.begin(async (tx) => {
        append(tx, [fact(`${name}${round}`, 1)], cause)
        if (slow) await sleep(15)
        append(tx, [fact(`${name}${round}`, 2)], cause)
        if (slow) overtaken++
      })
  }
  await Promise.all(Array.from({ length: 8 }, (_, n) => writer(`w${n}-`, n % 2 === 0)))
  await allDone()
  for (const { stop } of running.splice(0)) await stop()
  await second.close()

  expect(overtaken).toBe(100)
  expect(await tally()).toEqual({ facts: 400, missed: 0, doubled: 0 })
})

test('a fact is not news before everything that may still come before it is', async () => {
  follow(counting())
  await database.begin(async (slow) => {
    append(slow, [fact('slow', 1)], cause)
    await add(fact('fast', 1))
    await sleep(200)
    expect(await tally()).toMatchObject({ missed: 1 })
    const [lag] = await database.read(followerLag)
    expect(lag).toMatchObject({ name: 'counting', facts: 1, parked: 0 })
  })
  await allDone()
})

test('one poisoned stream is parked with its reason; the others are done exactly once, and replay finishes it', async () => {
  const poison = new Set(['s13'])
  const follower = counting(poison)
  await add(...Array.from({ length: 40 }, (_, n) => fact(`s${n}`, 1)))
  const { wake } = follow(follower)
  await until(async () => (await tally()).missed === 1)
  const parked = await database.read((tx) =>
    tx.rows(sql`select stream, from_version as "from", error from platform.parked`),
  )
  expect(parked).toEqual([{ stream: 's13', from: 1, error: 's13 is poison' }])
  expect(await database.read(followerLag)).toMatchObject([{ facts: 0, parked: 1 }])

  await add(fact('s13', 2), fact('s14', 2))
  wake()
  await until(async () => (await tally()).missed === 2)
  poison.clear()
  expect(await database.begin((tx) => replayParked(tx, 'counting'))).toBe(1)
  await allDone()
  expect(await tally()).toEqual({ facts: 42, missed: 0, doubled: 0 })
  expect(await database.read(followerLag)).toMatchObject([{ facts: 0, parked: 0, dead: 0 }])
})

test('what comes while a parked stream is tried again is done once, not by the retry and as news', async () => {
  const poison = new Set(['s'])
  const follower = counting(poison)
  const first = follow(follower)
  await add(fact('s', 1))
  await until(async () => (await database.read(followerLag))[0]?.parked === 1)
  await first.stop()
  poison.clear()
  // Both wait when the next pass begins: the retry, and the news behind the cursor.
  await add(fact('s', 2), fact('s', 3))
  await database.begin((tx) => replayParked(tx, 'counting', 's'))
  follow(follower)
  await allDone()
  await sleep(100)
  expect(await tally()).toEqual({ facts: 3, missed: 0, doubled: 0 })
})

test('a stream that fails five times is dead: shown, not tried again, until somebody replays it', async () => {
  const poison = new Set(['s'])
  let tries = 0
  const follower: Follower = {
    name: 'counting',
    handle: async (tx, news, range) => {
      tries++
      await counting(poison).handle(tx, news, range)
    },
  }
  await add(fact('s', 1))
  const { wake } = follow(follower)
  for (let expected = 1; expected < 5; expected++) {
    // What was tried is not parked yet: a due date set now would be written over.
    await until(async () => (await triesKept()) === expected)
    await database.begin((tx) => tx.run(sql`update platform.parked set due_at = now()`))
    wake()
  }
  await until(async () => (await database.read(followerLag))[0]?.dead === 1)
  await database.begin((tx) => tx.run(sql`update platform.parked set due_at = now()`))
  const before = tries
  await sleep(150)
  expect(tries).toBe(before)
  poison.clear()
  await database.begin((tx) => replayParked(tx, 'counting', 's'))
  await allDone()
})

test('a deadlock or a lost connection is nobody’s poison: nothing is parked and the pass is repeated', async () => {
  let tries = 0
  const follower: Follower = {
    name: 'counting',
    handle: async (tx, news, range) => {
      tries++
      if (tries < 3) await tx.run(sql`select pg_terminate_backend(pg_backend_pid())`)
      await counting().handle(tx, news, range)
    },
  }
  await add(fact('s', 1), fact('t', 1))
  follow(follower)
  await allDone()
  expect(tries).toBe(3)
  expect(await tally()).toEqual({ facts: 2, missed: 0, doubled: 0 })
  expect(await database.read(followerLag)).toMatchObject([{ parked: 0 }])
})

test('a follower of some types is told of these only, and its cursor passes the others', async () => {
  await add(fact('a', 1), { ...fact('a', 2), type: 'wanted' }, fact('b', 1))
  follow({ ...counting(), types: ['wanted'] })
  await until(async () => (await database.read(followerLag))[0]?.facts === 0)
  const rows = await database.read((tx) => tx.rows(sql`select * from done`))
  expect(rows).toEqual([{ stream: 'a', version: 2, times: 1 }])
})

test('a process killed again and again between its statements misses nothing and does nothing twice', async () => {
  const facts = Array.from({ length: 3_000 }, (_, n) =>
    fact(`s${n % 300}`, 1 + Math.floor(n / 300)),
  )
  let process: ChildProcess | undefined
  const start = () => {
    process = fork(new URL('follow.fixture.ts', import.meta.url), [url], {
      execArgv: ['--import', 'tsx'],
      stdio: 'ignore',
    })
  }
  let kills = 0
  for (let at = 0; at < facts.length; at += 500) {
    const before = await tally()
    start()
    await add(...facts.slice(at, at + 500))
    await until(async () => {
      const now = await tally()
      return now.facts - now.missed > before.facts - before.missed
    })
    await sleep(7 * kills)
    process?.kill('SIGKILL')
    kills++
  }
  follow(counting())
  await allDone()
  expect(kills).toBe(6)
  expect(await tally()).toEqual({ facts: 3_000, missed: 0, doubled: 0 })
})
