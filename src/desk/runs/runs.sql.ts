import { type Refusal, sql, type Tx } from '../../base/platform/index.ts'
import type { BulkCommand } from './contract.ts'
import type { UndoCommand } from './undo.ts'

type RunState = 'running' | 'stopped' | 'done'

/** One command on many orders; `permissions`, `channels` and `locations` are those of the person who started it, null is all. */
export type Run = {
  id: string
  by: string
  command: BulkCommand | UndoCommand
  permissions: string[]
  channels: string[] | null
  locations: string[] | null
  state: RunState
  total: number
  done: number
  /** Not called `refused`, because that field marks a refusal. */
  refusals: number
  round: number
  version: number
  madeAt: Date
  changedAt: Date
  /** The run that undoes this one, who began it and when. */
  undone: { run: string; by: string; at: string } | null
}

/** An order of a run, and the version that the caller saw; null when it does not matter. */
export type RunOrder = { id: string; ifVersion: number | null }

export type RunItem = {
  place: number
  orderId: string
  outcome: 'done' | 'refused' | null
  problem: Refusal | null
}

const columns = sql`id, by, command, permissions, channels, locations, state, total, done, refused as refusals, round, version,
  made_at as "madeAt", changed_at as "changedAt", (
    select json_build_object('run', id, 'by', by, 'at', made_at) from runs.runs as back
    where back.command->>'command' = 'undo' and back.command->>'run' = runs.id) as undone`

/** Writes a new run with its orders, in the sequence in which they will be worked on. */
export async function insertRun(tx: Tx, run: Run, orders: readonly RunOrder[]): Promise<void> {
  const { id, by, command, permissions, channels, locations, state, total, version, madeAt } = run
  await tx.run(sql`
    insert into runs.runs (id, by, command, permissions, channels, locations, state, total, version, made_at, changed_at)
    values (${id}, ${by}, ${JSON.stringify(command)}::jsonb, ${permissions}, ${channels}, ${locations}, ${state},
      ${total}, ${version}, ${madeAt}, ${madeAt})`)
  await tx.run(sql`
    insert into runs.items (run_id, place, order_id, seen_version)
    select ${id}, place, order_id, seen
    from unnest(${orders.map(({ id }) => id)}::text[], ${orders.map(({ ifVersion }) => ifVersion)}::int[])
      with ordinality as given(order_id, seen, place)`)
}

export async function runById(tx: Tx, id: string): Promise<Run | null> {
  const [run] = await tx.rows<Run>(sql`select ${columns} from runs.runs where id = ${id}`)
  return run ?? null
}

/** Locks a run, so that only one worker works on it. */
export async function lockRun(tx: Tx, id: string): Promise<Run | null> {
  const [run] = await tx.rows<Run>(
    sql`select ${columns} from runs.runs where id = ${id} for update`,
  )
  return run ?? null
}

/** Whether another run undoes this one. */
export async function isTakenBack(tx: Tx, { id }: Run): Promise<boolean> {
  const rows = await tx.rows(sql`
    select from runs.runs where command->>'command' = 'undo' and command->>'run' = ${id}`)
  return rows.length > 0
}

/** The orders that a run has changed, in its sequence. */
export async function doneOrders(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx.rows<{ order: string }>(sql`
    select order_id as "order" from runs.items where run_id = ${id} and outcome = 'done' order by place`)
  return rows.map(({ order }) => order)
}

export async function runsOf(tx: Tx, by: string, limit: number, before: string | null) {
  return await tx.rows<Run>(sql`
    select ${columns} from runs.runs where by = ${by} and (${before}::text is null or id < ${before})
    order by id desc limit ${limit}`)
}

/** Writes the state of a run. */
export async function updateRun(tx: Tx, run: Run): Promise<void> {
  const { id, state, done, refusals, round, version, changedAt } = run
  await tx.run(sql`
    update runs.runs set state = ${state}, done = ${done}, refused = ${refusals}, round = ${round},
      version = ${version}, changed_at = ${changedAt}
    where id = ${id}`)
}

export type WaitingItem = { place: number; orderId: string; ifVersion: number | null }

/** The next orders without an outcome. */
export async function waitingItems(tx: Tx, id: string, limit: number) {
  return await tx.rows<WaitingItem>(sql`
    select place, order_id as "orderId", seen_version as "ifVersion" from runs.items
    where run_id = ${id} and outcome is null order by place limit ${limit}`)
}

/** Writes outcomes, each once: an order that has one already is left as it is. Answers how many were written. */
export async function writeOutcomes(
  tx: Tx,
  id: string,
  outcomes: readonly Pick<RunItem, 'place' | 'outcome' | 'problem'>[],
): Promise<number> {
  return await tx.run(sql`
    update runs.items old set outcome = new.outcome, problem = new.problem
    from json_to_recordset(${JSON.stringify(outcomes)}::json) as new(place int, outcome text, problem jsonb)
    where old.run_id = ${id} and old.place = new.place and old.outcome is null`)
}

/** Deletes the refusals, so that their orders wait again, in any version: the person has read the reasons. Answers how many. */
export async function reopenRefused(tx: Tx, id: string): Promise<number> {
  return await tx.run(sql`
    update runs.items set outcome = null, problem = null, seen_version = null
    where run_id = ${id} and outcome = 'refused'`)
}

/** A page of a run's orders, in sequence. */
export async function itemsPage(
  tx: Tx,
  id: string,
  { outcome, after, limit }: { outcome: string | undefined; after: number; limit: number },
): Promise<RunItem[]> {
  return await tx.rows<RunItem>(sql`
    select place, order_id as "orderId", outcome, problem from runs.items
    where run_id = ${id} and place > ${after} and (${outcome ?? null}::text is null or outcome = ${outcome ?? null})
    order by place limit ${limit}`)
}

/** Runs in the sequence of their ids, each with its orders counted anew. */
export async function countedRuns(tx: Tx, after: string, limit: number) {
  return await tx.rows<{
    id: string
    total: number
    done: number
    refused: number
    items: number
    itemsDone: number
    itemsRefused: number
  }>(sql`
    select id, total, done, refused, counted.* from (
      select * from runs.runs where id > ${after} order by id limit ${limit}) as run,
    lateral (
      select count(*) as items, count(*) filter (where outcome = 'done') as "itemsDone",
        count(*) filter (where outcome = 'refused') as "itemsRefused"
      from runs.items where run_id = run.id) as counted
    order by id`)
}

/**
 * Deletes runs that have not changed for `days`, with the outcomes of their orders; the log keeps what was done. Ten runs at once;
 * answers how many rows were deleted.
 */
export async function forgetRuns(tx: Tx, days: number): Promise<number> {
  const [gone] = await tx.rows<{ rows: number }>(sql`
    with gone as (
      delete from runs.runs where id = any(array(
        select id from runs.runs
        where state <> 'running' and changed_at < clock_timestamp() - make_interval(days => ${days}::int)
        order by id limit 10))
      returning total)
    select coalesce(sum(total + 1), 0)::bigint as rows from gone`)
  return gone?.rows ?? 0
}
