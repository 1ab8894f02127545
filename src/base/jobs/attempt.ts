import type { Job, JobKind, JobOutcome } from './job.ts'
import type { Settlement } from './settle.ts'
import { defaultPolicy, verdict } from './verdict.ts'

/** The signal fires after this part of the lease; the rest is for stopping and for writing the result. */
const workingPart = 0.75
const politePart = 0.1
const stopping = Symbol('stopping')

export type Attempt = { stop(): void; settlement: Promise<Settlement> }

/**
 * Runs one claimed job. It ends before its lease does, even if the handler ignores the signal: then the result says so, and a later
 * answer of the handler is dropped. `stop` gives the job back.
 */
export function attempt(
  job: Job,
  { handle, policy = defaultPolicy }: JobKind,
  { leaseMs, claimedAt, chance }: { leaseMs: number; claimedAt: number; chance: number },
): Attempt {
  const abort = new AbortController()
  const started = performance.now()
  const fire = () => abort.abort(new Error('the work took longer than its lease'))
  const timer = setTimeout(fire, Math.max(0, claimedAt + leaseMs * workingPart - started))
  const run = async (): Promise<Settlement> => {
    const tooMany = job.tries > policy.tries
    const outcome = tooMany
      ? ({ dead: 'the worker died at every try' } as const)
      : await outcomeOf(handle, job, abort.signal, leaseMs * politePart)
    clearTimeout(timer)
    if (abort.signal.reason === stopping && outcome !== 'done' && !('done' in outcome))
      return released(job)
    const secondsTaken = (performance.now() - started) / 1000
    return verdict(job, outcome, { policy, secondsTaken, chance })
  }
  return { stop: () => abort.abort(stopping), settlement: run() }
}

function released(job: Job): Settlement {
  const base = { job, state: 'waiting', error: null, delaySeconds: 0, note: undefined } as const
  return { ...base, released: true }
}

async function outcomeOf(
  handle: JobKind['handle'],
  job: Job,
  signal: AbortSignal,
  politeMs: number,
): Promise<JobOutcome> {
  try {
    return await Promise.race([handle(job, signal), givenUp(signal, politeMs)])
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

/** Rejects a moment after the signal, for handlers that ignore it. */
function givenUp(signal: AbortSignal, politeMs: number): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      setTimeout(() => reject(new Error('the work took longer than its lease')), politeMs).unref()
    })
  })
}
