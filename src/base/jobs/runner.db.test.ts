import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { sql } from '../platform/index.ts'
import { deadJobs, type JobHandler, type JobKind, replayDead } from './index.ts'
import { job, openScene, type Scene, until } from './scene.fixture.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
beforeEach(() => scene.clear())
afterEach(() => scene.stop())
afterAll(() => scene.close())

test('three runners do every job once and never two versions of a stream at the same time', async () => {
  const jobs = Array.from({ length: 600 }, (_, n) => job(`s${n % 40}`, Math.floor(n / 40) + 1))
  await scene.add(...jobs.reverse())
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
  for (let n = 0; n < 3; n++) scene.run(handler)
  await until(async () => (await scene.unfinished()) === 0)
  expect(overlaps).toBe(0)
  expect(done).toHaveLength(600)
  for (let n = 0; n < 40; n++) {
    const versions = done.filter(({ stream }) => stream === `s${n}`).map(({ version }) => version)
    expect(versions).toEqual(Array.from({ length: 15 }, (_, index) => index + 1))
  }
  expect(await scene.read(sql`select from jobs.head`)).toEqual([])
})

test('jobs added to streams that are just being finished are not forgotten', async () => {
  scene.run(async () => 'done')
  const adders = Array.from({ length: 4 }, async (_, adder) => {
    for (let n = 1; n <= 60; n++) await scene.add(job('hot', n * 4 + adder), job(`own${adder}`, n))
  })
  await Promise.all(adders)
  await until(async () => (await scene.unfinished()) === 0)
})

test('a dead job parks only its own stream, is listed with its cause, and goes on when replayed', async () => {
  let broken = true
  const done: string[] = []
  const handler: JobHandler = async ({ stream, version }) => {
    if (broken && stream === 'bad' && version === 2) return { dead: 'refused for ever' }
    done.push(`${stream}${version}`)
    return 'done'
  }
  await scene.add(...[1, 2, 3, 4].flatMap((version) => [job('bad', version), job('good', version)]))
  scene.run(handler)
  await until(async () => (await scene.unfinished()) === 3)
  expect(done.sort()).toEqual(['bad1', 'good1', 'good2', 'good3', 'good4'])
  const [dead] = await scene.database.read((tx) => deadJobs(tx, { kind: 'call' }, { limit: 10 }))
  expect(dead).toMatchObject({ stream: 'bad', version: 2, cause: 'refused for ever', waiting: 2 })
  expect(await scene.overview()).toMatchObject({
    kinds: [{ kind: 'call', waiting: 2, running: 0, dead: 1 }],
    dead: [{ kind: 'call', cause: 'refused for ever', jobs: 1 }],
  })
  broken = false
  expect(await scene.database.begin((tx) => replayDead(tx, { cause: 'refused for ever' }))).toBe(1)
  await until(async () => (await scene.unfinished()) === 0)
  expect(done.slice(5)).toEqual(['bad2', 'bad3', 'bad4'])
})

test('a handler that throws is tried again after its pause', async () => {
  await scene.add(job('a', 1))
  scene.run(async () => {
    throw new Error('the line is busy')
  })
  await until(
    async () =>
      (await scene.read(sql`select from jobs.job where last_error is not null`)).length === 1,
  )
  const [row] = await scene.read<{ pause: number }>(sql`
    select tries, last_error, extract(epoch from due_at - clock_timestamp())::float8 as pause
    from jobs.job`)
  expect(row).toMatchObject({ tries: 1, last_error: 'the line is busy' })
  expect(row?.pause).toBeLessThanOrEqual(6)
})

test('a handler that hangs is given up before its lease ends, and the others go on meanwhile', async () => {
  await scene.add(job('stuck', 1), ...Array.from({ length: 30 }, (_, n) => job(`s${n}`, 1)))
  let signalled = false
  const handler: JobHandler = async ({ stream }, signal) => {
    if (stream !== 'stuck') return 'done'
    signal.addEventListener('abort', () => {
      signalled = true
    })
    return await new Promise<never>(() => {})
  }
  scene.run(handler, { leaseMs: 3_000 })
  await until(async () => (await scene.unfinished()) === 1)
  await until(
    async () =>
      (await scene.read(sql`select from jobs.job where last_error is not null`)).length === 1,
  )
  expect(signalled).toBe(true)
  const [row] = await scene.read(sql`select last_error from jobs.job where done_at is null`)
  expect(row).toEqual({ last_error: 'the work took longer than its lease' })
})

test('a crowded lane lets the others pass', async () => {
  const crowd = Array.from({ length: 300 }, (_, n) => job(`slow/${n}`, 1, { lane: 'slow' }))
  await scene.add(...crowd)
  await scene.add(job('fast/1', 1, { lane: 'fast' }))
  let most = 0
  let slow = 0
  let free = () => {}
  const gate = new Promise<void>((resume) => {
    free = resume
  })
  scene.run(
    async ({ lane }) => {
      if (lane === 'fast') return 'done'
      most = Math.max(most, ++slow)
      await gate
      slow--
      return 'done'
    },
    { perLane: 7 },
  )
  await until(async () => (await scene.unfinished()) === 300)
  await until(() => most === 7)
  free()
  await until(async () => (await scene.unfinished()) === 0)
  expect(most).toBe(7)
})

test('a stopping runner gives its unfinished job back without counting the try', async () => {
  await scene.add(job('a', 1))
  let started = false
  const runner = scene.run(
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
  expect(await scene.read(sql`select tries, token from jobs.job`)).toEqual([
    { tries: 0, token: null },
  ])
  expect(await scene.claim(60_000)).toMatchObject([{ stream: 'a', tries: 1 }])
})

test('one result that cannot be written does not keep the others from being written', async () => {
  await scene.add(...Array.from({ length: 20 }, (_, n) => job(`s${n}`, 1)))
  const errors: string[] = []
  const settled: JobKind['settled'] = async (_, settled) => {
    if (settled.some(({ job }) => job.stream === 's7')) throw new Error('poison')
  }
  const onError = (where: string) => errors.push(where)
  scene.run({ handle: async () => 'done', settled }, { onError })
  await until(async () => (await scene.unfinished()) === 1)
  await until(() => errors.length > 0)
  expect(errors).toEqual(['settle call s7 1'])
})
