// Carries commands out: sends them, takes over what was answered, tells what was done and offers to take it back.
import type { QueryClient } from '@tanstack/react-query'
import { Problem } from '../app/api.ts'
import { reasonOf } from '../app/reasons.ts'
import { restOfWords, type Words } from '../app/words.ts'
import type { GridControl } from '../kit/grid/index.ts'
import { toast } from '../kit/toasts.ts'
import type { Refused } from './actions.ts'
import { type Command, type Outcome, perform, performEach, undoOf } from './commands.ts'
import type { ListQuery } from './filter.ts'
import { changePages, loadedOrders, recount } from './orders.ts'
import { refreshRows } from './refresh.ts'
import { type Brief, briefed, type Order } from './rows.ts'

export type Desk = {
  client: QueryClient
  control: GridControl
  /** The list and the words as they are by now: both may change while an answer is under way. */
  now: () => { query: ListQuery; words: Words }
  touch: (ids: readonly string[]) => void
  onRefused: (refused: readonly Refused[]) => void
}

/** Performs a command on loaded orders, a hundred at most. */
export async function carryOut(
  desk: Desk,
  command: Command,
  ids: readonly string[],
): Promise<void> {
  const { client, control, now } = desk
  const wanted = new Set(ids)
  const before = loadedOrders(client, now().query).filter(({ id }) => wanted.has(id))
  if (before.length === 0) return
  const outcomes = await busily(desk, ids, () => perform(command, before))
  if (!outcomes) return
  const done = outcomes.filter(({ refusal }) => !refusal).map(({ id }) => id)
  desk.onRefused(refusedOf(command, before, outcomes))
  unmark(control, done)
  if (done.length > 0) tellDone(desk, command, done, before)
}

function tellDone(
  desk: Desk,
  command: Command,
  done: readonly string[],
  before: readonly Order[],
): void {
  const { query, words } = desk.now()
  const { t } = words
  const isDone = ({ id }: Order) => done.includes(id)
  const seen = loadedOrders(desk.client, query).filter(isDone)
  const undo = undoOf(command, before.filter(isDone), seen)
  toast({
    text: t(`desk.done_${textOf(command.command)}`, { n: done.length }),
    tone: 'good',
    ...(undo &&
      undo.length > 0 && { undo: { label: t('common.undo'), run: () => takeBack(desk, undo) } }),
  })
}

async function takeBack(desk: Desk, undo: Parameters<typeof performEach>[0]): Promise<void> {
  const ids = undo.map(({ id }) => id)
  const outcomes = await busily(desk, ids, () => performEach(undo))
  const failed = outcomes?.find(({ refusal }) => refusal)?.refusal
  const { words } = desk.now()
  const { t } = words
  if (failed) toast({ text: reasonOf(failed, words), tone: 'bad' })
  else if (outcomes) toast({ text: t('desk.undone', { n: ids.length }) })
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

function textOf(command: Command['command']) {
  return command === 'release-to-warehouse' ? 'to_warehouse' : command
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
