import type { Caller } from '../http/index.ts'
import {
  append,
  type Cause,
  isRefusal,
  newId,
  type Refusal,
  refuse,
  type Tx,
} from '../platform/index.ts'
import { forbidden } from './bulk-command.ts'
import type { BulkAsked } from './bulk-contract.ts'
import { runLater } from './jobs.ts'
import { resumed, retried, stopped } from './run.ts'
import { saveRun } from './run-chunk.ts'
import { insertRun, lockRun, type Run, reopenRefused } from './runs.sql.ts'
import { ordersMeant } from './select.ts'

/**
 * Starts a run: its orders and the rights of the caller are fixed now. Refuses `not_allowed`, `no_orders` and
 * `too_many_orders` (more than 50,000).
 */
export async function startRun(
  tx: Tx,
  { do: command, of }: BulkAsked,
  caller: Caller,
  cause: Cause,
): Promise<Run | Refusal> {
  const refusal = forbidden(command, caller)
  if (refusal) return refusal
  const { permissions, channels, locations } = caller
  const ids = await ordersMeant(tx, of, channels)
  if (isRefusal(ids)) return ids
  const { by, at } = cause
  const run: Run = {
    ...{ id: newId('blk', at.getTime()), by, command, permissions: [...permissions] },
    ...{ channels: channels && [...channels], locations: locations && [...locations] },
    ...{ state: 'running', total: ids.length, done: 0, refusals: 0, round: 1, version: 1 },
    ...{ madeAt: at, changedAt: at },
  }
  await insertRun(tx, run, ids)
  const data = { do: command.command, total: run.total }
  append(tx, [{ stream: run.id, version: 1, type: 'bulk.started', data }], cause)
  await runLater(tx, run)
  return run
}

const steps = { stop: stopped, resume: resumed, retry: retried }

/**
 * Stops a run of the caller's, lets it go on, or has its refused orders tried again. Refuses `not_found` and what the run's
 * state does not allow.
 */
export async function steerRun(
  tx: Tx,
  { id, step, cause }: { id: string; step: keyof typeof steps; cause: Cause },
): Promise<Run | Refusal> {
  const run = await lockRun(tx, id)
  if (run?.by !== cause.by) return refuse('not_found')
  if (step === 'stop' && run.state === 'stopped') return run
  const taken = steps[step](run, cause.at)
  if (isRefusal(taken)) return taken
  if (step === 'retry') await reopenRefused(tx, id)
  await saveRun(tx, taken, cause)
  if (step !== 'stop') await runLater(tx, taken.run)
  return taken.run
}
