import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { sql } from '../platform/index.ts'
import type { Job } from './index.ts'
import { job, openScene, type Scene, until } from './scene.fixture.ts'
import { settleJobs } from './settle.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
beforeEach(() => scene.clear())
afterEach(() => scene.stop())
afterAll(() => scene.close())

test('a worker that slept past its lease is taken over and its late result changes nothing', async () => {
  await scene.add(job('a', 1), job('a', 2))
  const [late] = await scene.claim(1)
  const taken = await vi.waitFor(async () => {
    const [found] = await scene.claim(60_000)
    expect(found).toBeDefined()
    return found as Job
  })
  expect(taken).toMatchObject({ version: 1, tries: 2 })
  expect(await scene.settle(late as Job, 'dead')).toEqual(new Set())
  expect(await scene.claim(60_000)).toEqual([])
  expect(await scene.settle(taken, 'done')).toEqual(new Set([taken.id]))
  expect(await scene.settle(taken, 'dead')).toEqual(new Set())
  expect(await scene.claim(60_000)).toMatchObject([{ version: 2 }])
})

test('a killed worker is taken over when its lease ends', async () => {
  await scene.add(job('a', 1), job('a', 2))
  const child = scene.worker(2_000)
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const done: number[] = []
  scene.run(async ({ version, tries }) => {
    done.push(version * 10 + tries)
    return 'done'
  })
  await until(async () => (await scene.unfinished()) === 0)
  expect(done).toEqual([12, 21])
})

test('a worker that is stopped past its lease and goes on later writes nothing', async () => {
  await scene.add(job('a', 1))
  const child = scene.worker(2_000)
  await once(child.stdout, 'data')
  child.kill('SIGSTOP')
  await vi.waitFor(async () => expect(await scene.claim(600_000)).toHaveLength(1), {
    timeout: 20_000,
  })
  const before = await scene.read(sql`select token, tries, due_at, last_error from jobs.job`)
  let complaints = ''
  child.stderr.on('data', (text) => {
    complaints += text
  })
  await scene.add(job('b', 1))
  child.kill('SIGCONT')
  // It is awake and has got past the end of its old job when it works on the next one.
  await once(child.stdout, 'data')
  await until(
    async () =>
      (
        await scene.read(sql`
    select from jobs.job where stream = 'b' and last_error is not null`)
      ).length === 1,
  )
  child.kill('SIGKILL')
  await once(child, 'exit')
  const after = sql`select token, tries, due_at, last_error from jobs.job where stream = 'a'`
  expect(await scene.read(after)).toEqual(before)
  expect(complaints).toBe('')
})

test('a job that kills its worker at every try becomes a dead letter', async () => {
  await scene.add(job('poison', 1), job('poison', 2))
  for (let tries = 0; tries < 3; tries++)
    await vi.waitFor(async () => expect(await scene.claim(1)).toHaveLength(1))
  const handle = vi.fn(async () => 'done' as const)
  scene.run({ handle, policy: { tries: 3, seconds: 1000 } })
  await until(async () => (await scene.overview()).kinds[0]?.dead === 1)
  expect(handle).not.toHaveBeenCalled()
  expect((await scene.overview()).dead).toMatchObject([{ cause: 'the worker died at every try' }])
})

test('what a kind notes down is written only with a result that was taken', async () => {
  await scene.add(job('a', 1))
  const [late] = await scene.claim(1)
  const [taken] = await vi.waitFor(async () => {
    const found = await scene.claim(60_000)
    expect(found).toHaveLength(1)
    return found
  })
  const settled = vi.fn(async () => {})
  const kinds = { call: { handle: async () => 'done' as const, settled } }
  const result = (job: Job) =>
    ({ job, state: 'done', error: null, delaySeconds: null, note: 7 }) as const
  await scene.database.begin((tx) => settleJobs(tx, [result(late as Job)], kinds))
  expect(settled).not.toHaveBeenCalled()
  await scene.database.begin((tx) => settleJobs(tx, [result(taken as Job)], kinds))
  expect(settled).toHaveBeenCalledOnce()
})
