import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/database.ts'
import { type Database, migrate, openDatabase, sql } from '../platform/index.ts'
import { claimJobs } from './claim.sql.ts'
import {
  deadJobs,
  enqueue,
  enqueueAgain,
  forgetDone,
  type Job,
  type JobHandler,
  type JobKind,
  jobsOverview,
  type NewJob,
  replayDead,
  runJobs,
  skipDead,
} from './index.ts'
import { settleJobs } from './settle.ts'

let fresh: FreshDatabase
let database: Database
const runners: { stop(): Promise<void> }[] = []

beforeAll(async () => {
  fresh = await freshDatabase()
  await migrate(fresh.url)
  database = openDatabase(fresh.url)
})
beforeEach(() => database.begin((tx) => tx.run(sql`truncate jobs.job, jobs.head`)))
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()))
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})

const job = (stream: string, version: number, more: Partial<NewJob> = {}): NewJob => ({
  ...{ kind: 'call', stream, version, payload: {} },
  ...more,
})
const add = (...jobs: NewJob[]) => database.begin((tx) => enqueue(tx, jobs))
const read = <Row extends object>(statement: ReturnType<typeof sql>) =>
  database.read((tx) => tx.rows<Row>(statement))
const overview = () => database.read(jobsOverview)
const unfinished = async () =>
  (await read<{ n: number }>(sql`select count(*) as n from jobs.job where done_at is null`))[0]?.n

function run(call: JobHandler | JobKind, options: Partial<Parameters<typeof runJobs>[2]> = {}) {
  const onError = (where: string, error: unknown) => console.error(where, error)
  const runner = runJobs(database, { call }, { pollMs: 50, onError, graceMs: 1_000, ...options })
  runners.push(runner)
  return runner
}
const until = (check: () => Promise<unknown> | unknown) =>
  vi.waitFor(async () => expect(await check()).toBe(true), { timeout: 40_000, interval: 20 })
const claim = (leaseMs: number, batch = 50) =>
  claimJobs(database, { kinds: ['call'], batch, leaseMs, perLane: 50, running: [] })
const settle = (job: Job, state: 'done' | 'dead') =>
  database.begin((tx) =>
    settleJobs(tx, [{ job, state, error: state, delaySeconds: null, note: undefined }]),
  )

test('asking for the same job twice is asking once', async () => {
  expect(await add(job('a', 1), job('a', 1), job('a', 2))).toBe(2)
  expect(await add(job('a', 1), job('a', 2), job('b', 1))).toBe(1)
})

test('a job asked for in a transaction that rolls back does not exist', async () => {
  const failing = database.begin(async (tx) => {
    await enqueue(tx, [job('a', 1)])
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await claim(1_000)).toEqual([])
})

test('three runners do every job once and never two versions of a stream at the same time', async () => {
  const jobs = Array.from({ length: 600 }, (_, n) => job(`s${n % 40}`, Math.floor(n / 40) + 1))
  await add(...jobs.reverse())
  const active = new Set<string>()
  const done: { stream: string; version: number }[] = []
  let overlaps = 0
  const handler: JobHandler = async ({ stream, version }) => {
    if (active.has(stream)) overlaps++
    active.add(stream)
    await new Promise((resume) => setTimeout(resume, Math.random() * 5))
    active.delete(stream)
    done.push({ stream, version })
    return 'done'
  }
  for (let n = 0; n < 3; n++) run(handler)
  await until(async () => (await unfinished()) === 0)
  expect(overlaps).toBe(0)
  expect(done).toHaveLength(600)
  for (let n = 0; n < 40; n++) {
    const versions = done.filter(({ stream }) => stream === `s${n}`).map(({ version }) => version)
    expect(versions).toEqual(Array.from({ length: 15 }, (_, index) => index + 1))
  }
  expect(await read(sql`select from jobs.head`)).toEqual([])
})

test('jobs added to streams that are just being finished are not forgotten', async () => {
  run(async () => 'done')
  const adders = Array.from({ length: 4 }, async (_, adder) => {
    for (let n = 1; n <= 60; n++) await add(job('hot', n * 4 + adder), job(`own${adder}`, n))
  })
  await Promise.all(adders)
  await until(async () => (await unfinished()) === 0)
})

test('a job waits for its time, and a later version waits behind it', async () => {
  await add(job('a', 1, { dueAt: new Date(Date.now() + 3_600_000) }), job('a', 2), job('b', 1))
  expect((await claim(60_000)).map(({ stream }) => stream)).toEqual(['b'])
})

test('an earlier version that comes late goes before the one that waits', async () => {
  await add(job('a', 2))
  await add(job('a', 1))
  const [first] = await claim(60_000)
  expect(first).toMatchObject({ version: 1, tries: 1 })
  if (first) await settle(first, 'done')
  expect(await claim(60_000)).toMatchObject([{ version: 2 }])
})

test('a worker that slept past its lease is taken over and its late result changes nothing', async () => {
  await add(job('a', 1), job('a', 2))
  const [late] = await claim(1)
  const taken = await vi.waitFor(async () => {
    const [found] = await claim(60_000)
    expect(found).toBeDefined()
    return found as Job
  })
  expect(taken).toMatchObject({ version: 1, tries: 2 })
  expect(await settle(late as Job, 'dead')).toEqual(new Set())
  expect(await claim(60_000)).toEqual([])
  expect(await settle(taken, 'done')).toEqual(new Set([taken.id]))
  expect(await settle(taken, 'dead')).toEqual(new Set())
  expect(await claim(60_000)).toMatchObject([{ version: 2 }])
})

test('a killed worker is taken over when its lease ends', async () => {
  await add(job('a', 1), job('a', 2))
  const child = worker(2_000)
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const done: number[] = []
  run(async ({ version, tries }) => {
    done.push(version * 10 + tries)
    return 'done'
  })
  await until(async () => (await unfinished()) === 0)
  expect(done).toEqual([12, 21])
})

test('a worker that is stopped past its lease and goes on later writes nothing', async () => {
  await add(job('a', 1))
  const child = worker(2_000)
  await once(child.stdout, 'data')
  child.kill('SIGSTOP')
  await vi.waitFor(async () => expect(await claim(600_000)).toHaveLength(1), { timeout: 20_000 })
  const before = await read(sql`select token, tries, due_at, last_error from jobs.job`)
  let complaints = ''
  child.stderr.on('data', (text) => {
    complaints += text
  })
  await add(job('b', 1))
  child.kill('SIGCONT')
  // It is awake and has got past the end of its old job when it works on the next one.
  await once(child.stdout, 'data')
  await until(
    async () =>
      (
        await read(sql`
    select from jobs.job where stream = 'b' and last_error is not null`)
      ).length === 1,
  )
  child.kill('SIGKILL')
  await once(child, 'exit')
  const after = sql`select token, tries, due_at, last_error from jobs.job where stream = 'a'`
  expect(await read(after)).toEqual(before)
  expect(complaints).toBe('')
})

function worker(leaseMs: number) {
  const file = fileURLToPath(new URL('./crash.fixture.ts', import.meta.url))
  return spawn(process.execPath, ['--import', 'tsx', file, fresh.url, String(leaseMs)])
}

test('a dead job parks only its own stream, is listed with its cause, and goes on when replayed', async () => {
  let broken = true
  const done: string[] = []
  const handler: JobHandler = async ({ stream, version }) => {
    if (broken && stream === 'bad' && version === 2) return { dead: 'refused for ever' }
    done.push(`${stream}${version}`)
    return 'done'
  }
  await add(...[1, 2, 3, 4].flatMap((version) => [job('bad', version), job('good', version)]))
  run(handler)
  await until(async () => (await unfinished()) === 3)
  expect(done.sort()).toEqual(['bad1', 'good1', 'good2', 'good3', 'good4'])
  const [dead] = await database.read((tx) => deadJobs(tx, { kind: 'call' }, { limit: 10 }))
  expect(dead).toMatchObject({ stream: 'bad', version: 2, cause: 'refused for ever', waiting: 2 })
  expect(await overview()).toMatchObject({
    kinds: [{ kind: 'call', waiting: 2, running: 0, dead: 1 }],
    dead: [{ kind: 'call', cause: 'refused for ever', jobs: 1 }],
  })
  broken = false
  expect(await database.begin((tx) => replayDead(tx, { cause: 'refused for ever' }))).toBe(1)
  await until(async () => (await unfinished()) === 0)
  expect(done.slice(5)).toEqual(['bad2', 'bad3', 'bad4'])
})

test('a skipped dead job is never run, and what waited behind it is', async () => {
  await add(job('a', 1), job('a', 2))
  const [first] = await claim(60_000)
  await settle(first as Job, 'dead')
  expect(await claim(60_000)).toEqual([])
  expect(await database.begin((tx) => skipDead(tx, { id: (first as Job).id }))).toBe(1)
  expect(await claim(60_000)).toMatchObject([{ version: 2 }])
})

test('what was done can be asked for again, what runs cannot', async () => {
  await add(job('a', 1), job('b', 1))
  const claimed = await claim(60_000)
  const a = claimed.find(({ stream }) => stream === 'a') as Job
  await settle(a, 'done')
  const again = [job('a', 1), job('b', 1), job('c', 1)]
  expect(await database.begin((tx) => enqueueAgain(tx, again))).toBe(2)
  const next = await claim(60_000)
  expect(next.map(({ stream, tries }) => `${stream}${tries}`).sort()).toEqual(['a1', 'c1'])
})

test('a handler that throws is tried again after its pause', async () => {
  await add(job('a', 1))
  run(async () => {
    throw new Error('the line is busy')
  })
  await until(
    async () => (await read(sql`select from jobs.job where last_error is not null`)).length === 1,
  )
  const [row] = await read<{ pause: number }>(sql`
    select tries, last_error, extract(epoch from due_at - clock_timestamp())::float8 as pause
    from jobs.job`)
  expect(row).toMatchObject({ tries: 1, last_error: 'the line is busy' })
  expect(row?.pause).toBeLessThanOrEqual(6)
})

test('a handler that hangs is given up before its lease ends, and the others go on meanwhile', async () => {
  await add(job('stuck', 1), ...Array.from({ length: 30 }, (_, n) => job(`s${n}`, 1)))
  let signalled = false
  const handler: JobHandler = async ({ stream }, signal) => {
    if (stream !== 'stuck') return 'done'
    signal.addEventListener('abort', () => {
      signalled = true
    })
    return await new Promise<never>(() => {})
  }
  run(handler, { leaseMs: 3_000 })
  await until(async () => (await unfinished()) === 1)
  await until(
    async () => (await read(sql`select from jobs.job where last_error is not null`)).length === 1,
  )
  expect(signalled).toBe(true)
  const [row] = await read(sql`select last_error from jobs.job where done_at is null`)
  expect(row).toEqual({ last_error: 'the work took longer than its lease' })
})

test('a job that kills its worker at every try becomes a dead letter', async () => {
  await add(job('poison', 1), job('poison', 2))
  for (let tries = 0; tries < 3; tries++)
    await vi.waitFor(async () => expect(await claim(1)).toHaveLength(1))
  const handle = vi.fn(async () => 'done' as const)
  run({ handle, policy: { tries: 3, seconds: 1000 } })
  await until(async () => (await overview()).kinds[0]?.dead === 1)
  expect(handle).not.toHaveBeenCalled()
  expect((await overview()).dead).toMatchObject([{ cause: 'the worker died at every try' }])
})

test('a crowded lane lets the others pass', async () => {
  const crowd = Array.from({ length: 300 }, (_, n) => job(`slow/${n}`, 1, { lane: 'slow' }))
  await add(...crowd)
  await add(job('fast/1', 1, { lane: 'fast' }))
  let most = 0
  let slow = 0
  let free = () => {}
  const gate = new Promise<void>((resume) => {
    free = resume
  })
  run(
    async ({ lane }) => {
      if (lane === 'fast') return 'done'
      most = Math.max(most, ++slow)
      await gate
      slow--
      return 'done'
    },
    { perLane: 7 },
  )
  await until(async () => (await unfinished()) === 300)
  await until(() => most === 7)
  free()
  await until(async () => (await unfinished()) === 0)
  expect(most).toBe(7)
})

test('a stopping runner gives its unfinished job back without counting the try', async () => {
  await add(job('a', 1))
  let started = false
  const runner = run(
    (_, signal) => {
      started = true
      return new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason)),
      )
    },
    { graceMs: 10 },
  )
  await until(() => started)
  await runner.stop()
  expect(await read(sql`select tries, token from jobs.job`)).toEqual([{ tries: 0, token: null }])
  expect(await claim(60_000)).toMatchObject([{ stream: 'a', tries: 1 }])
})

test('what a kind notes down is written only with a result that was taken', async () => {
  await add(job('a', 1))
  const [late] = await claim(1)
  const [taken] = await vi.waitFor(async () => {
    const found = await claim(60_000)
    expect(found).toHaveLength(1)
    return found
  })
  const settled = vi.fn(async () => {})
  const kinds = { call: { handle: async () => 'done' as const, settled } }
  const result = (job: Job) =>
    ({ job, state: 'done', error: null, delaySeconds: null, note: 7 }) as const
  await database.begin((tx) => settleJobs(tx, [result(late as Job)], kinds))
  expect(settled).not.toHaveBeenCalled()
  await database.begin((tx) => settleJobs(tx, [result(taken as Job)], kinds))
  expect(settled).toHaveBeenCalledOnce()
})

test('one result that cannot be written does not keep the others from being written', async () => {
  await add(...Array.from({ length: 20 }, (_, n) => job(`s${n}`, 1)))
  const errors: string[] = []
  const settled: JobKind['settled'] = async (_, settled) => {
    if (settled.some(({ job }) => job.stream === 's7')) throw new Error('poison')
  }
  const onError = (where: string) => errors.push(where)
  run({ handle: async () => 'done', settled }, { onError })
  await until(async () => (await unfinished()) === 1)
  await until(() => errors.length > 0)
  expect(errors).toEqual(['settle call s7 1'])
})

test('claiming among very many done jobs and behind a long parked stream reads a handful of rows', async () => {
  await database.begin((tx) =>
    tx.run(sql`
    insert into jobs.job (kind, stream, version, done_at)
    select 'call', 'done' || n, 1, clock_timestamp() from generate_series(1, 200000) as n`),
  )
  const parked = Array.from({ length: 10_000 }, (_, n) => job('parked', n + 1))
  await add(...parked)
  const [head] = await claim(60_000)
  await settle(head as Job, 'dead')
  await add(job('fresh', 1))
  const rowsRead = async () => {
    const [row] = await read<{ rows: number }>(sql`
      select sum(idx_tup_fetch + seq_tup_read)::bigint as rows from pg_stat_user_tables
      where schemaname = 'jobs'`)
    return row?.rows ?? 0
  }
  const client = openDatabase(fresh.url, { size: 1 })
  const flush = () => client.begin((tx) => tx.run(sql`select pg_stat_force_next_flush()`))
  await flush()
  const before = await rowsRead()
  const claimed = await claimJobs(client, {
    ...{ kinds: ['call'], batch: 50, leaseMs: 60_000, perLane: 50, running: [] },
  })
  await flush()
  const after = await rowsRead()
  await client.close()
  expect(claimed).toMatchObject([{ stream: 'fresh' }])
  expect(after - before).toBeGreaterThan(0)
  expect(after - before).toBeLessThan(200)
})

test('done jobs are forgotten after their days, dead and waiting ones never', async () => {
  await add(job('done', 1), job('dead', 1), job('waiting', 1, { dueAt: new Date('2099-01-01') }))
  for (const claimed of await claim(60_000))
    await settle(claimed, claimed.stream === 'done' ? 'done' : 'dead')
  await database.begin((tx) =>
    tx.run(sql`
      update jobs.job set added_at = added_at - interval '8 days', dead_at = dead_at - interval '8 days',
        done_at = done_at - interval '8 days'`),
  )
  expect(await database.begin((tx) => forgetDone(tx, 9))).toBe(0)
  expect(await database.begin((tx) => forgetDone(tx, 7))).toBe(1)
  const rows = await read(sql`select stream from jobs.job order by stream`)
  expect(rows).toEqual([{ stream: 'dead' }, { stream: 'waiting' }])
})
