import type { RecordedOf } from '../../base/module/index.ts'
import { type Cause, isRefusal, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import { recallReleased, releaseOrders } from '../../flow/warehouse/index.ts'
import { rightsNow } from '../../ground/identity/index.ts'
import {
  type Asked,
  type CommandRequest,
  commandOf,
  commands,
  lockMerged,
  orderFacts,
  type Performed,
  perform,
  takenBack,
} from '../../orders/index.ts'
import { forbidden } from './bulk-command.ts'
import { runsFacts } from './facts.ts'
import { narrowed, progressed, type Step, stopped } from './run.ts'
import {
  lockRun,
  type Run,
  updateRun,
  type WaitingItem,
  waitingItems,
  writeOutcomes,
} from './runs.sql.ts'

/**
 * Works on the next orders of a run, at most `size` (up to 500), as the person who started it. Effects, outcomes and progress commit
 * together, so that no order is done twice even if the process is killed. Stops the run if that person may not act any more.
 * Answers whether the run continues.
 */
export async function runChunk(tx: Tx, id: string, size: number, at: Date): Promise<boolean> {
  const run = await lockRun(tx, id)
  if (run?.state !== 'running') return false
  const rights = await rightsNow(tx, run.by)
  if (!rights) return await stop(tx, run, at)
  const items = await waitingItems(tx, id, size)
  const outcomes = await outcomesOf(tx, narrowed(run, rights), items, at)
  return await settle(tx, run, items, outcomes, at)
}

/** Gives up the next order, which fails by a fault of ours, so that the others continue. Answers whether there are others. */
export async function giveUpNext(tx: Tx, id: string, at: Date): Promise<boolean> {
  const run = await lockRun(tx, id)
  if (run?.state !== 'running') return false
  const items = await waitingItems(tx, id, 1)
  return await settle(tx, run, items, [refuse('internal')], at)
}

async function stop(tx: Tx, run: Run, at: Date): Promise<boolean> {
  const step = stopped(run, at)
  if (!isRefusal(step)) await saveRun(tx, step, { by: 'system', command: run.id, at })
  return false
}

async function settle(
  tx: Tx,
  run: Run,
  items: readonly WaitingItem[],
  outcomes: readonly (Refusal | null)[],
  at: Date,
): Promise<boolean> {
  const written = items.map(({ place }, index) => {
    const problem = outcomes[index] ?? null
    return { place, outcome: problem ? ('refused' as const) : ('done' as const), problem }
  })
  const count = await writeOutcomes(tx, run.id, written)
  if (count !== items.length)
    throw new Error(`${run.id} wrote ${count} of ${items.length} outcomes`)
  const refused = written.filter(({ problem }) => problem).length
  const after = progressed(run, items.length - refused, refused, at)
  await saveRun(tx, after, { by: run.by, command: run.id, at })
  return after.run.state === 'running'
}

/** Writes a run with the fact of its step. */
export async function saveRun(tx: Tx, { run, type, data }: Step, cause: Cause): Promise<void> {
  await updateRun(tx, run)
  runsFacts.append(tx, [{ stream: run.id, version: run.version, type, data }], cause)
}

/** Null for orders that were done. */
async function outcomesOf(
  tx: Tx,
  run: Run,
  items: readonly WaitingItem[],
  at: Date,
): Promise<(Refusal | null)[]> {
  const forbids = forbidden(run.command, { kind: 'user', permissions: new Set(run.permissions) })
  if (forbids) return items.map(() => forbids)
  const outcomes = await performEach(tx, run, items, at)
  return outcomes.map((outcome) => (isRefusal(outcome) ? outcome : null))
}

async function performEach(tx: Tx, run: Run, items: readonly WaitingItem[], at: Date) {
  const { command } = run
  if (command.command === 'undo')
    return commands[command.of].takenBackBy === 'recall'
      ? await recall(tx, run, command.run, items, at)
      : await takeBack(tx, run, command.run, items, at)
  if (command.command === 'release') return await release(tx, run, items, at)
  const asked = commandOf(command)
  const requests = items.map((item) => requestOf(run, item, asked))
  return await perform(tx, requests, at)
}

function requestOf(
  { id, by, channels, locations }: Run,
  { orderId, ifVersion }: Omit<WaitingItem, 'place'>,
  command: Asked,
): CommandRequest {
  return { orderId, command, by, commandId: id, ifVersion, channels, locations }
}

/**
 * Locks the orders before their facts are read, so that nobody changes them in between. Also locks the orders merged with them,
 * which `perform` will lock too: all at once, in id order.
 */
async function takeBack(tx: Tx, run: Run, undone: string, items: readonly WaitingItem[], at: Date) {
  const ids = items.map(({ orderId }) => orderId)
  await lockMerged(tx, ids)
  const facts = byStream(await orderFacts.of(tx, ids))
  const asked = ids.map((id) => takenBack(undone, facts.get(id) ?? []))
  const requests = asked.flatMap((command, index) =>
    isRefusal(command) ? [] : [requestOf(run, items[index] as WaitingItem, command)],
  )
  const performed = (await perform(tx, requests, at)).values()
  return asked.map((one) =>
    isRefusal(one) ? one : (performed.next().value as Performed | Refusal),
  )
}

type Recorded = RecordedOf<typeof orderFacts>

function byStream(facts: readonly Recorded[]): Map<string, Recorded[]> {
  const found = new Map<string, Recorded[]>()
  for (const fact of facts) {
    const others = found.get(fact.stream)
    if (others) others.push(fact)
    else found.set(fact.stream, [fact])
  }
  return found
}

async function release(tx: Tx, run: Run, items: readonly WaitingItem[], at: Date) {
  const { id, by, channels, locations } = run
  const scope = { channels, locations }
  const requests = items.map(({ orderId, ifVersion }) => ({
    orderId,
    scope,
    ifVersion,
    by,
    command: id,
  }))
  return await releaseOrders(tx, requests, at)
}

/** Recalls what the undone run released, as long as nothing of it is picked. */
async function recall(tx: Tx, run: Run, undone: string, items: readonly WaitingItem[], at: Date) {
  const { id, by, channels, locations } = run
  const request = { released: undone, scope: { channels, locations }, by, command: id }
  const requests = items.map(({ orderId }) => ({ ...request, orderId }))
  return await recallReleased(tx, requests, at)
}
