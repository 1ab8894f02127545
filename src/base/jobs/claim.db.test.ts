import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { openDatabase, sql } from '../platform/index.ts'
import { claimJobs } from './claim.sql.ts'
import { enqueue, enqueueAgain, forgetDone, type Job, skipDead } from './index.ts'
import { job, openScene, type Scene, until } from './scene.fixture.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
beforeEach(() => scene.clear())
afterEach(() => scene.stop())
afterAll(() => scene.close())

test('asking for the same job twice is asking once', async () => {
  expect(await scene.add(job('a', 1), job('a', 1), job('a', 2))).toBe(2)
  expect(await scene.add(job('a', 1), job('a', 2), job('b', 1))).toBe(1)
})

test('a job asked for in a transaction that rolls back does not exist', async () => {
  const failing = scene.database.begin(async (tx) => {
    await enqueue(tx, [job('a', 1)])
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await scene.claim(1_000)).toEqual([])
})

test('a job waits for its time, and a later version waits behind it', async () => {
  await scene.add(
    job('a', 1, { dueAt: new Date(Date.now() + 3_600_000) }),
    job('a', 2),
    job('b', 1),
  )
  expect((await scene.claim(60_000)).map(({ stream }) => stream)).toEqual(['b'])
})

test('an earlier version that comes late goes before the one that waits', async () => {
  await scene.add(job('a', 2))
  await scene.add(job('a', 1))
  const [first] = await scene.claim(60_000)
  expect(first).toMatchObject({ version: 1, tries: 1 })
  if (first) await scene.settle(first, 'done')
  expect(await scene.claim(60_000)).toMatchObject([{ version: 2 }])
})

test('what was done can be asked for again, what runs cannot', async () => {
  await scene.add(job('a', 1), job('b', 1))
  const claimed = await scene.claim(60_000)
  const a = claimed.find(({ stream }) => stream === 'a') as Job
  await scene.settle(a, 'done')
  const again = [job('a', 1), job('b', 1), job('c', 1)]
  expect(await scene.database.begin((tx) => enqueueAgain(tx, again))).toBe(2)
  const next = await scene.claim(60_000)
  expect(next.map(({ stream, tries }) => `${stream}${tries}`).sort()).toEqual(['a1', 'c1'])
})

/** Runs a claim of at most fifty and counts the rows that the database read for it. */
async function countingRows() {
  const rowsRead = async () => {
    const [row] = await scene.read<{ rows: number }>(sql`
      select sum(idx_tup_fetch + seq_tup_read)::bigint as rows from pg_stat_user_tables
      where schemaname = 'jobs'`)
    return row?.rows ?? 0
  }
  const client = openDatabase(scene.url, { size: 1 })
  const flush = () => client.begin((tx) => tx.run(sql`select pg_stat_force_next_flush()`))
  await flush()
  const before = await rowsRead()
  const claimed = await claimJobs(client, {
    ...{ kinds: ['call', 'other'], batch: 50, leaseMs: 60_000, perLane: 50, running: [] },
  })
  await flush()
  const rows = (await rowsRead()) - before
  await client.close()
  return { claimed, rows }
}

test('claiming among very many done jobs and behind a long parked stream reads a handful of rows', async () => {
  await scene.database.begin((tx) =>
    tx.run(sql`
    insert into jobs.job (kind, stream, version, done_at)
    select 'call', 'done' || n, 1, clock_timestamp() from generate_series(1, 200000) as n`),
  )
  await scene.add(...Array.from({ length: 10_000 }, (_, n) => job('parked', n + 1)))
  const [head] = await scene.claim(60_000)
  await scene.settle(head as Job, 'dead')
  await scene.add(job('fresh', 1))
  const { claimed, rows } = await countingRows()
  expect(claimed).toMatchObject([{ stream: 'fresh' }])
  expect(rows).toBeGreaterThan(0)
  expect(rows).toBeLessThan(200)
})

test('claiming fifty of ten thousand streams in a table without statistics reads a few rows for each', async () => {
  await scene.add(...Array.from({ length: 10_000 }, (_, n) => job(`s${n}`, 1)))
  const { claimed, rows } = await countingRows()
  expect(claimed).toHaveLength(50)
  expect(rows).toBeGreaterThanOrEqual(50)
  expect(rows).toBeLessThan(1_000)
})

test('done jobs are forgotten after their days, dead and waiting ones never', async () => {
  await scene.add(
    job('done', 1),
    job('dead', 1),
    job('waiting', 1, { dueAt: new Date('2099-01-01') }),
  )
  for (const claimed of await scene.claim(60_000))
    await scene.settle(claimed, claimed.stream === 'done' ? 'done' : 'dead')
  await scene.database.begin((tx) =>
    tx.run(sql`
      update jobs.job set added_at = added_at - interval '8 days', dead_at = dead_at - interval '8 days',
        done_at = done_at - interval '8 days'`),
  )
  expect(await scene.database.begin((tx) => forgetDone(tx, 9))).toBe(0)
  expect(await scene.database.begin((tx) => forgetDone(tx, 7))).toBe(1)
  const rows = await scene.read(sql`select stream from jobs.job order by stream`)
  expect(rows).toEqual([{ stream: 'dead' }, { stream: 'waiting' }])
})
test('a skipped dead job is never run, and what waited behind it is', async () => {
  await scene.add(job('a', 1), job('a', 2))
  const [first] = await scene.claim(60_000)
  await scene.settle(first as Job, 'dead')
  expect(await scene.claim(60_000)).toEqual([])
  expect(await scene.database.begin((tx) => skipDead(tx, { id: (first as Job).id }))).toBe(1)
  expect(await scene.claim(60_000)).toMatchObject([{ version: 2 }])
})

test('a runner tidies up when it starts: its own done jobs and what it was told to', async () => {
  await scene.add(job('done', 1))
  for (const claimed of await scene.claim(60_000)) await scene.settle(claimed, 'done')
  await scene.database.begin((tx) =>
    tx.run(sql`update jobs.job set done_at = done_at - interval '8 days'`),
  )
  const told = vi.fn(async () => 10_000).mockResolvedValueOnce(10_000)
  told.mockResolvedValueOnce(10_000).mockResolvedValueOnce(9)
  scene.run(async () => 'done', { tidy: [told] })
  await until(() => told.mock.calls.length === 3)
  expect(await scene.read(sql`select from jobs.job`)).toEqual([])
})
