// A run and what may be done to it. Pure.

import type { FactOf } from '../../base/module/index.ts'
import { type Refusal, refuse } from '../../base/platform/index.ts'
import type { runsFacts } from './facts.ts'
import type { Run } from './runs.sql.ts'

type Rights = {
  permissions: ReadonlySet<string>
  channels: readonly string[] | null
  locations: readonly string[] | null
}
type RunFact = FactOf<typeof runsFacts>
/** How a run goes on: all facts but its first tell the same of it. */
export type Step = Exclude<RunFact, { type: 'bulk.started' }> & { run: Run }

/** The run after some outcomes; finished when none is missing. */
export function progressed(run: Run, done: number, refusals: number, at: Date): Step {
  const after = { ...run, done: run.done + done, refusals: run.refusals + refusals }
  const state = after.done + after.refusals === run.total ? 'done' : run.state
  return step({ ...after, state }, 'bulk.progressed', at)
}

/** The run limited to what its person may still do: rights that they have lost since it began are not used. */
export function narrowed(run: Run, now: Rights): Run {
  return {
    ...run,
    permissions: run.permissions.filter((permission) => now.permissions.has(permission)),
    channels: both(run.channels, now.channels),
    locations: both(run.locations, now.locations),
  }
}

/** Null is no limit. */
function both(then: readonly string[] | null, now: readonly string[] | null): string[] | null {
  if (then === null) return now && [...now]
  return now === null ? [...then] : then.filter((name) => now.includes(name))
}

export function stopped(run: Run, at: Date): Step | Refusal {
  if (run.state === 'done') return refuse('run_is_over')
  return step({ ...run, state: 'stopped' }, 'bulk.stopped', at)
}

export function resumed(run: Run, at: Date): Step | Refusal {
  if (run.state === 'done') return refuse('run_is_over')
  if (run.state === 'running') return refuse('run_goes_on')
  return step({ ...run, state: 'running', round: run.round + 1 }, 'bulk.resumed', at)
}

/** The run with its refused orders waiting again. */
export function retried(run: Run, at: Date): Step | Refusal {
  if (run.state === 'running') return refuse('run_goes_on')
  if (run.refusals === 0) return refuse('nothing_refused')
  const again = { ...run, state: 'running', refusals: 0, round: run.round + 1 } as const
  return step(again, 'bulk.retried', at)
}

function step(run: Run, type: Step['type'], at: Date): Step {
  const { state, total, done, refusals: refused } = run
  return {
    run: { ...run, version: run.version + 1, changedAt: at },
    type,
    data: { state, total, done, refused },
  }
}
