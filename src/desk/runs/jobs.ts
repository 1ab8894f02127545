import { enqueue, type JobKind, type JobOutcome } from '../../base/jobs/index.ts'
import {
  CommitUnknown,
  type Database,
  isRefusal,
  sqlState,
  type Tx,
} from '../../base/platform/index.ts'
import { stopped } from './run.ts'
import { giveUpNext, runChunk, saveRun } from './run-chunk.ts'
import { lockRun, type Run } from './runs.sql.ts'

const kind = 'bulk'
/** A long run takes several leases; each continues after the orders that have an outcome. */
const policy = { tries: 10_000, seconds: 7 * 86_400 }
/** Orders in one transaction; they are locked meanwhile, and other requests for them wait. */
const together = 200
/** Chunks at once in this process; followers share the connections and must not wait for runs. */
const atOnce = 2

/** Adds the job that works on a run in the background, in its current round. */
export async function runLater(tx: Tx, { id, round }: Run): Promise<void> {
  await enqueue(tx, [{ kind, stream: id, version: round, payload: {}, lane: kind }])
}

/** Works on runs chunk by chunk, until they end or the lease does. `committed` says that facts were written. */
export function runsJobs(database: Database, committed: () => void): Record<string, JobKind> {
  const bulk: Bulk = { database, committed, inTurn: turns(atOnce) }
  return {
    [kind]: {
      policy,
      handle: ({ stream }, signal) => work(bulk, stream, signal),
      settled: async (tx, settled) => {
        for (const { job, state } of settled) if (state === 'dead') await stopDead(tx, job.stream)
      },
    },
  }
}

type Bulk = {
  database: Database
  committed: () => void
  inTurn: <T>(work: () => Promise<T>) => Promise<T>
}

/** Allows so many at once; the others wait in the sequence in which they came. */
function turns(limit: number): Bulk['inTurn'] {
  let free = limit
  const waiting: (() => void)[] = []
  return async (work) => {
    if (free > 0) free--
    else await new Promise<void>((go) => waiting.push(go))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}

async function work(
  { database, committed, inTurn }: Bulk,
  id: string,
  signal: AbortSignal,
): Promise<JobOutcome> {
  // After a chunk failed as a whole, its orders are done one by one, so that a faulty order fails alone.
  let singles = 0
  for (;;) {
    if (signal.aborted) return { error: 'not at its end yet', retryAfterSeconds: 1 }
    const size = singles > 0 ? 1 : together
    const outcome = await inTurn(() => tryChunk(database, id, size))
    committed()
    if (outcome === 'over') return 'done'
    singles = outcome === 'broken' ? together : Math.max(0, singles - 1)
  }
}

/** One chunk; `broken` when it failed because of some order in it. Throws errors that may pass by themselves. */
async function tryChunk(
  database: Database,
  id: string,
  size: number,
): Promise<'on' | 'over' | 'broken'> {
  const step = async (work: (tx: Tx) => Promise<boolean>) =>
    (await database.begin(work)) ? 'on' : 'over'
  try {
    return await step((tx) => runChunk(tx, id, size, new Date()))
  } catch (error) {
    if (mayPass(error)) throw error
    if (size > 1) return 'broken'
    return await step((tx) => giveUpNext(tx, id, new Date()))
  }
}

/** Errors that come from the state of the database, not from an order: the whole chunk is retried later. */
function mayPass(error: unknown): boolean {
  return (
    error instanceof CommitUnknown ||
    /^(08|57|53|55|40|25|ECONN|EPIPE|ENOENT)/.test(sqlState(error)) ||
    /timeout exceeded when trying to connect|Connection terminated/.test(String(error))
  )
}

/** A run whose job was given up is stopped, so that the person can resume it. */
async function stopDead(tx: Tx, id: string): Promise<void> {
  const run = await lockRun(tx, id)
  if (run?.state !== 'running') return
  const at = new Date()
  const step = stopped(run, at)
  if (!isRefusal(step)) await saveRun(tx, step, { by: 'system', command: id, at })
}
