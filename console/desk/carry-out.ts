// Carries commands out: sends them, takes over what was answered, tells what was done and offers to take it back.
import type { QueryClient } from '@tanstack/react-query'
import { Problem } from '../base/api.ts'
import { reasonOf } from '../base/reasons.ts'
import { restOfWords, type Words } from '../base/words.ts'
import type { GridControl } from '../kit/grid/index.ts'
import { toast } from '../kit/toasts.ts'
import type { Refused } from './actions.ts'
import { performTogether, takeRunBack } from './at-once.ts'
import { backOf } from './bulk-words.ts'
import { type Command, type Outcome, perform, performEach, undoOf } from './commands.ts'
import type { ListQuery } from './filter.ts'
import { changePages, loadedOrders, recount } from './orders.ts'
import { refreshRows } from './refresh.ts'
import { type Brief, briefed, type Order } from './rows.ts'
import { runsKey } from './runs-known.ts'

export type Desk = {
  client: QueryClient
  control: GridControl
  /** The list and the words as they are by now: both may change while an answer is under way. */
  now: () => { query: ListQuery; words: Words }
  touch: (ids: readonly string[]) => void
  onRefused: (refused: readonly Refused[]) => void
}

/** What takes back that a command was done: to which orders, and how. */
type Back = { command: Command; orders: readonly Order[]; run: () => Promise<readonly Outcome[]> }

/** Performs a command on loaded orders, a hundred at most; on several of them as a run, which is kept. */
export async function carryOut(
  desk: Desk,
  command: Command,
  ids: readonly string[],
): Promise<void> {
  const { client, control, now } = desk
  const wanted = new Set(ids)
  const before = loadedOrders(client, now().query).filter(({ id }) => wanted.has(id))
  if (before.length === 0) return
  let run: string | null = null
  const outcomes = await busily(desk, ids, async () => {
    if (before.length === 1) return await perform(command, before)
    const together = await performTogether(command, before)
    run = together.run
    client.invalidateQueries({ queryKey: runsKey })
    return together.outcomes
  })
  if (!outcomes) return
  const done = outcomes.filter(({ refusal }) => !refusal).map(({ id }) => id)
  desk.onRefused(refusedOf(command, before, outcomes))
  unmark(control, done)
  const orders = before.filter(({ id }) => done.includes(id))
  if (orders.length > 0) tellDone(desk, command, orders, backWith(desk, command, orders, run))
}

/** How to take back what was done to these orders: by taking back its run, else order by order; null where nothing does. */
function backWith(
  { client, now }: Desk,
  command: Command,
  orders: readonly Order[],
  run: string | null,
): Back['run'] | null {
  const ids = orders.map(({ id }) => id)
  if (run !== null) return backOf(command.command).undo ? () => takeRunBack(run, ids) : null
  const after = loadedOrders(client, now().query).filter(({ id }) => ids.includes(id))
  const undo = undoOf(command, orders, after)
  return undo && undo.length > 0 ? () => performEach(undo) : null
}

function tellDone(
  desk: Desk,
  command: Command,
  orders: readonly Order[],
  back: Back['run'] | null,
): void {
  const { t } = desk.now().words
  const takeBack = () => undo(desk, { command, orders, run: back as Back['run'] })
  toast({
    text: t(`desk.done_${command.command}`, { n: orders.length }),
    tone: 'good',
    ...(back && { undo: { label: t('common.undo'), run: takeBack } }),
  })
}

async function undo(desk: Desk, { command, orders, run }: Back): Promise<void> {
  const ids = orders.map(({ id }) => id)
  const outcomes = await busily(desk, ids, run)
  if (!outcomes) return
  const refused = refusedOf(command, orders, outcomes)
  desk.onRefused(refused)
  const { words } = desk.now()
  const [first] = refused
  const n = orders.length - new Set(refused.map(({ order }) => order.id)).size
  if (first && n === 0) toast({ text: reasonOf(first.refusal, words), tone: 'bad' })
  else toast({ text: words.t(`desk.undone_${backTextOf(command.command)}`, { n }) })
  desk.client.invalidateQueries({ queryKey: ['bulk'] })
}

/** Marks the rows while the work is under way; null where nothing was done at all, which is told. */
async function busily(
  desk: Desk,
  ids: readonly string[],
  work: () => Promise<readonly Outcome[]>,
): Promise<readonly Outcome[] | null> {
  desk.control.setBusy(ids, true)
  try {
    // What is refused must be said in words, which come after the start.
    const [outcomes] = await Promise.all([work(), restOfWords().catch(() => {})])
    await settle(desk, outcomes)
    return outcomes
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    toast({ text: desk.now().words.code('refusal', error.code, error.params), tone: 'bad' })
    return null
  } finally {
    desk.control.setBusy(ids, false)
  }
}

/** Takes over what was answered, and asks for the rows whose answer was short. */
async function settle({ client, now, touch }: Desk, outcomes: readonly Outcome[]): Promise<void> {
  const briefs = outcomes.map(({ brief }) => brief).filter((brief): brief is Brief => !!brief)
  changePages(client, now().query, (pages) => briefed(pages, briefs))
  const done = outcomes.filter(({ refusal }) => !refusal).map(({ id }) => id)
  const overtaken = outcomes
    .filter(({ refusal }) => refusal?.code === 'version_mismatch')
    .map(({ id }) => id)
  await refreshRows(client, now().query, [...done, ...overtaken])
  recount(client, true)
  touch(done)
}

/** Only what can be taken back has such words. */
function backTextOf(command: Command['command']) {
  return command === 'hold' || command === 'lift' || command === 'release' ? command : 'change'
}

function refusedOf(
  { command }: Command,
  orders: readonly Order[],
  outcomes: readonly Outcome[],
): Refused[] {
  const byId = new Map(orders.map((order) => [order.id, order]))
  return outcomes.flatMap(({ id, refusal }) => {
    const order = byId.get(id)
    return refusal && order ? [{ order, command, refusal }] : []
  })
}

/** What is done needs no mark any more; what was refused keeps it. */
function unmark(control: GridControl, done: readonly string[]): void {
  const { marks } = control.get()
  const left = [...marks].filter((key) => !done.includes(key))
  if (left.length !== marks.size) control.markOnly(left)
}
