// What the tests of this module need: a database of their own, and workers in this process and in others.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, vi } from 'vitest'
import { migratedDatabase } from '../../../test/database.ts'
import { openDatabase, type Sql, sql } from '../platform/index.ts'
import { claimJobs } from './claim.sql.ts'
import {
  enqueue,
  type Job,
  type JobHandler,
  type JobKind,
  type JobsOptions,
  jobsOverview,
  type NewJob,
  runJobs,
} from './index.ts'
import { settleJobs } from './settle.ts'

export type Scene = Awaited<ReturnType<typeof openScene>>

export const job = (stream: string, version: number, more: Partial<NewJob> = {}): NewJob => ({
  ...{ kind: 'call', stream, version, payload: {} },
  ...more,
})

export const until = (check: () => Promise<unknown> | unknown) =>
  vi.waitFor(async () => expect(await check()).toBe(true), { timeout: 150_000, interval: 20 })

export async function openScene() {
  const fresh = await migratedDatabase()
  const database = openDatabase(fresh.url)
  const runners: { stop(): Promise<void> }[] = []
  const children: ChildProcessWithoutNullStreams[] = []
  const onError = (where: string, error: unknown) => console.error(where, error)
  const read = <Row extends object>(statement: Sql) =>
    database.read((tx) => tx.rows<Row>(statement))
  const stop = async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
    await Promise.all(runners.splice(0).map((runner) => runner.stop()))
  }
  return {
    ...{ url: fresh.url, database, read, stop },
    clear: () => database.begin((tx) => tx.run(sql`truncate jobs.job, jobs.head`)),
    add: (...jobs: NewJob[]) => database.begin((tx) => enqueue(tx, jobs)),
    overview: () => database.read(jobsOverview),
    unfinished: async () =>
      (await read<{ n: number }>(sql`select count(*) as n from jobs.job where done_at is null`))[0]
        ?.n,
    claim: (leaseMs: number) =>
      claimJobs(database, { kinds: ['call'], batch: 50, leaseMs, perLane: 50, running: [] }),
    settle: (job: Job, state: 'done' | 'dead') =>
      database.begin((tx) =>
        settleJobs(tx, [{ job, state, error: state, delaySeconds: null, note: undefined }]),
      ),
    run: (call: JobHandler | JobKind, options: Partial<JobsOptions> = {}) => {
      const all = { pollMs: 50, onError, graceMs: 1_000, ...options }
      const runner = runJobs(database, { call }, all)
      runners.push(runner)
      return runner
    },
    worker: (leaseMs: number) => {
      const file = fileURLToPath(new URL('./crash.fixture.ts', import.meta.url))
      const command = ['--import', 'tsx', file, fresh.url, String(leaseMs)]
      const child = spawn(process.execPath, command)
      children.push(child)
      return child
    },
    close: async () => {
      await stop()
      await database.close()
      await fresh.drop()
    },
  }
}
