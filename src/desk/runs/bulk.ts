import type { Caller } from '../../base/http/index.ts'
import {
  type Cause,
  isRefusal,
  newId,
  type Refusal,
  refuse,
  type Tx,
} from '../../base/platform/index.ts'
import { rightsNow } from '../../ground/identity/index.ts'
import { isUndoable } from '../../orders/index.ts'
import { forbidden } from './bulk-command.ts'
import type { BulkAsked } from './contract.ts'
import { runsFacts } from './facts.ts'
import { runLater } from './jobs.ts'
import { narrowed, resumed, retried, stopped } from './run.ts'
import { runChunk, saveRun } from './run-chunk.ts'
import {
  doneOrders,
  insertRun,
  isTakenBack,
  lockRun,
  type Run,
  type RunOrder,
  reopenRefused,
  runById,
} from './runs.sql.ts'
import { ordersMeant } from './select.ts'
import type { UndoCommand } from './undo.ts'

/** Runs of this size are done at once, in one transaction, while the person waits: 100 holds took 160 ms on two busy cores. */
const mostAtOnce = 100

/** Works on a running run: at once if it is small, otherwise by a job. Answers the run as it is afterwards. */
export async function carryOn(tx: Tx, run: Run, at: Date): Promise<Run> {
  if (run.state !== 'running') return run
  if (run.total > mostAtOnce) await runLater(tx, run)
  else await runChunk(tx, run.id, mostAtOnce, at)
  return (await runById(tx, run.id)) ?? run
}

/**
 * Writes a run, which `carryOn` then works on: its orders and the rights of the caller are fixed now. Refuses `not_allowed`,
 * `no_orders` and `too_many_orders` (more than 50,000).
 */
export async function startRun(
  tx: Tx,
  { do: command, of }: BulkAsked,
  caller: Caller,
  cause: Cause,
): Promise<Run | Refusal> {
  const refusal = forbidden(command, caller)
  if (refusal) return refusal
  const ids = await ordersMeant(tx, of, caller)
  if (isRefusal(ids)) return ids
  const seen = 'orders' in of ? new Map(of.orders.map((one) => [one.id, one.ifVersion])) : null
  const orders = ids.map((id) => ({ id, ifVersion: seen?.get(id) ?? null }))
  return await begin(tx, command, orders, caller, cause)
}

async function begin(
  tx: Tx,
  command: Run['command'],
  orders: readonly RunOrder[],
  { permissions, channels, locations }: Caller,
  cause: Cause,
): Promise<Run> {
  const { by, at } = cause
  const run: Run = {
    ...{ id: newId('blk', at.getTime()), by, command, permissions: [...permissions] },
    ...{ channels: channels && [...channels], locations: locations && [...locations] },
    ...{ state: 'running', total: orders.length, done: 0, refusals: 0, round: 1, version: 1 },
    ...{ madeAt: at, changedAt: at, undone: null },
  }
  await insertRun(tx, run, orders)
  const data = { do: command.command, total: run.total }
  runsFacts.append(tx, [{ stream: run.id, version: 1, type: 'bulk.started', data }], cause)
  return run
}

/**
 * Undoes a run of the caller, as a new run over the orders that were changed, which `carryOn` then works on. Refuses `not_found`,
 * `run_goes_on`, `cannot_be_undone` for a command without an undo, `nothing_done`, `already_undone` and `not_allowed`.
 */
export async function undoRun(
  tx: Tx,
  caller: Caller,
  { id, cause }: { id: string; cause: Cause },
): Promise<Run | Refusal> {
  const run = await lockRun(tx, id)
  if (run?.by !== caller.id) return refuse('not_found')
  const { command } = run.command
  if (command === 'undo' || !isUndoable(command)) return refuse('cannot_be_undone', { command })
  if (run.state === 'running') return refuse('run_goes_on')
  if (run.done === 0) return refuse('nothing_done')
  const undo: UndoCommand = { command: 'undo', run: id, of: command }
  const forbids = forbidden(undo, caller)
  if (forbids) return forbids
  if (await isTakenBack(tx, run)) return refuse('already_undone')
  const orders = (await doneOrders(tx, id)).map((order) => ({ id: order, ifVersion: null }))
  return await begin(tx, undo, orders, caller, cause)
}

const steps = { stop: stopped, resume: resumed, retry: retried }

/**
 * Stops a run of the caller, resumes it (by `carryOn`), or retries its refused orders. Refuses `not_found`, what the run's state does
 * not allow, restarting an undone run (`already_undone`), and what the caller could not begin now: `not_allowed`,
 * `more_than_yours`.
 */
export async function steerRun(
  tx: Tx,
  caller: Caller,
  { id, step, cause }: { id: string; step: keyof typeof steps; cause: Cause },
): Promise<Run | Refusal> {
  const run = await lockRun(tx, id)
  if (run?.by !== caller.id) return refuse('not_found')
  if (step === 'stop' && run.state === 'stopped') return run
  const beyond = step === 'stop' ? null : await refuseBeyond(tx, run, caller)
  if (beyond) return beyond
  const taken = steps[step](run, cause.at)
  if (isRefusal(taken)) return taken
  // A run is undone only once, so whatever it did from now on could never be undone.
  if (step !== 'stop' && (await isTakenBack(tx, run))) return refuse('already_undone')
  if (step === 'retry') await reopenRefused(tx, id)
  await saveRun(tx, taken, cause)
  return taken.run
}

/** A caller who impersonates a role has fewer rights than the person the run works for, and must not use those. */
async function refuseBeyond(tx: Tx, run: Run, caller: Caller): Promise<Refusal | null> {
  const forbids = forbidden(run.command, caller)
  const rights = forbids ? null : await rightsNow(tx, run.by)
  if (!rights) return forbids
  const will = narrowed(run, rights)
  const may = narrowed(will, caller)
  const of = (['channels', 'locations'] as const).find((name) => !alike(will[name], may[name]))
  return of === undefined ? null : refuse('more_than_yours', { of })
}

function alike(some: readonly string[] | null, others: readonly string[] | null): boolean {
  return JSON.stringify(some) === JSON.stringify(others)
}
