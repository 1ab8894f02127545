import { type Database, gather, makeBell, type Tx } from '../platform/index.ts'
import { type Attempt, attempt } from './attempt.ts'
import { claimJobs } from './claim.sql.ts'
import type { Job, JobHandler, JobKind } from './job.ts'
import { forgetDone } from './overview.ts'
import { type Settlement, settleJobs } from './settle.ts'

export type JobsOptions = {
  onError: (where: string, error: unknown) => void
  /** How long a claim is valid; afterwards another worker takes over the job. */
  leaseMs?: number
  /** Looks for jobs at least this often, because other processes add some. */
  pollMs?: number
  /** The most jobs in one claim, running in this process, and running in one lane. */
  batch?: number
  concurrency?: number
  perLane?: number
  /** How long `stop` waits for running jobs before it gives them back. */
  graceMs?: number
  keepDoneDays?: number
  /** Called once an hour: each deletes at most 10,000 rows that nobody needs, and is called again at once if it was so many. */
  tidy?: readonly ((tx: Tx) => Promise<number>)[]
}

type Settings = Required<JobsOptions>
const defaults = {
  ...{ leaseMs: 30_000, pollMs: 500, batch: 50, concurrency: 200, perLane: 20 },
  ...{ graceMs: 5_000, keepDoneDays: 7, tidy: [] },
}
const hourMs = 3_600_000
/** Wake-ups are collected for this long, so that under load claims are few and full. */
const restMs = 20

type Runner = {
  database: Database
  kinds: Record<string, JobKind>
  settings: Settings
  running: Map<Attempt, Job>
  bell: ReturnType<typeof makeBell>
  settle: (settlement: Settlement) => Promise<boolean>
  stopped: boolean
  tidying: Promise<void>
}

/**
 * Works through the jobs of the given kinds until stopped. `wake` says that jobs were added. Any number of processes may
 * run the same kinds.
 */
export function runJobs(
  database: Database,
  handlers: Readonly<Record<string, JobHandler | JobKind>>,
  options: JobsOptions,
): { wake(): void; stop(): Promise<void> } {
  const kinds = Object.fromEntries(
    Object.entries(handlers).map(([name, kind]) => [
      name,
      typeof kind === 'function' ? { handle: kind } : kind,
    ]),
  )
  const settings = { ...defaults, ...options }
  const runner: Runner = {
    ...{ database, kinds, settings, running: new Map(), bell: makeBell(), stopped: false },
    ...{ settle: settling(database, kinds, settings.batch), tidying: Promise.resolve() },
  }
  const looping = loop(runner)
  return {
    wake: runner.bell.ring,
    stop: async () => {
      runner.stopped = true
      runner.bell.ring()
      await looping
      await finish(runner)
    },
  }
}

/** Gathers results into batches. A result that makes its batch fail then fails alone. */
function settling(database: Database, kinds: Record<string, JobKind>, batch: number) {
  const write = (settlements: Settlement[]) =>
    database.begin(async (tx) => {
      const taken = await settleJobs(tx, settlements, kinds)
      return settlements.map(({ job }) => taken.has(job.id))
    })
  const alone = gather<Settlement, boolean>({ lanes: 1, limit: 1 }, write)
  const together = gather<Settlement, boolean>({ lanes: 1, limit: batch }, write)
  return (settlement: Settlement) => together.add(settlement).catch(() => alone.add(settlement))
}

async function loop(runner: Runner): Promise<void> {
  let tidiedAt = -hourMs
  while (!runner.stopped) {
    const { settings, bell } = runner
    try {
      const full = await claimAndStart(runner)
      if (performance.now() - tidiedAt >= hourMs) {
        tidiedAt = performance.now()
        runner.tidying = tidy(runner)
      }
      if (full) continue
    } catch (error) {
      settings.onError('claim', error)
    }
    await bell.wait(settings.pollMs)
    await new Promise((resume) => setTimeout(resume, restMs))
  }
}

/** Answers whether there is probably more to claim at once. */
async function claimAndStart(runner: Runner): Promise<boolean> {
  const { database, kinds, settings, running } = runner
  const batch = Math.min(settings.batch, settings.concurrency - running.size)
  if (batch <= 0) return false
  const claimedAt = performance.now()
  const { leaseMs, perLane } = settings
  const claim = { kinds: Object.keys(kinds), batch, leaseMs, perLane, running: lanesOf(running) }
  const jobs = await claimJobs(database, claim)
  for (const job of jobs) start(runner, job, claimedAt)
  return jobs.length === batch
}

function lanesOf(running: ReadonlyMap<Attempt, Job>) {
  const lanes = new Map<string, { kind: string; lane: string; count: number }>()
  for (const { kind, lane } of running.values()) {
    const name = `${kind}\n${lane}`
    const known = lanes.get(name)
    if (known) known.count++
    else lanes.set(name, { kind, lane, count: 1 })
  }
  return [...lanes.values()]
}

function start(runner: Runner, job: Job, claimedAt: number): void {
  const { kinds, settings, running, bell, settle } = runner
  const kind = kinds[job.kind] as JobKind
  const { leaseMs } = settings
  const tried = attempt(job, kind, { leaseMs, claimedAt, chance: Math.random() })
  running.set(tried, job)
  const end = async () => {
    try {
      await settle(await tried.settlement)
    } catch (error) {
      // The lease will end and the job will run again: nothing is lost, but the error is reported.
      settings.onError(`settle ${job.kind} ${job.stream} ${job.version}`, error)
    } finally {
      running.delete(tried)
      bell.ring()
    }
  }
  end()
}

/** Runs beside the work, not before it, because deleting may take a while. */
async function tidy(runner: Runner): Promise<void> {
  const { database, settings } = runner
  const done = (tx: Tx) => forgetDone(tx, settings.keepDoneDays)
  try {
    for (const forget of [done, ...settings.tidy])
      while (!runner.stopped && (await database.begin(forget)) >= 10_000);
  } catch (error) {
    settings.onError('tidy', error)
  }
}

async function finish({ running, settings, tidying }: Runner): Promise<void> {
  const deadline = performance.now() + settings.graceMs
  const pause = () => new Promise((resume) => setTimeout(resume, 10))
  while (running.size > 0 && performance.now() < deadline) await pause()
  for (const tried of running.keys()) tried.stop()
  while (running.size > 0) await pause()
  await tidying
}
