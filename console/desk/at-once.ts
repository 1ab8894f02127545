// What is done to several orders at once is a run: kept, seen among the runs with what became of each, and taken back there.
import { api } from '../base/api.ts'
import { type Run, refusedOf } from './bulk-run.ts'
import type { Command, Outcome } from './commands.ts'
import type { Order } from './rows.ts'

const askAgainMs = 300

/**
 * Performs a command on some orders as one run, each as it was seen; one outcome per order. What is released goes by the stock
 * that it has by then. Throws when nothing was done at all.
 */
export async function performTogether(
  command: Command,
  orders: readonly Order[],
): Promise<{ run: string; outcomes: Outcome[] }> {
  const asSeen = command.command !== 'release'
  const asked = orders.map(({ id, version }) => ({ id, ...(asSeen && { ifVersion: version }) }))
  const body = { do: command, of: { orders: asked } }
  const run = await ended(await api.call('POST /api/bulk', { body }))
  const ids = orders.map(({ id }) => id)
  return { run: run.id, outcomes: await outcomesOf(run, ids) }
}

/** Takes back what a run did to these orders. */
export async function takeRunBack(id: string, ids: readonly string[]): Promise<Outcome[]> {
  const run = await ended(await api.call('POST /api/bulk/{id}/undo', { params: { id } }))
  return await outcomesOf(run, ids)
}

/** A few orders are done with the answer; what is not is waited for. */
async function ended(begun: Run): Promise<Run> {
  let run = begun
  while (run.state === 'running') {
    await new Promise((resume) => setTimeout(resume, askAgainMs))
    run = await api.call('GET /api/bulk/{id}', { params: { id: run.id } })
  }
  return run
}

/** Who was stopped in between, for rights that were taken away, has orders that nothing was done to. */
async function outcomesOf(run: Run, ids: readonly string[]): Promise<Outcome[]> {
  const items = run.refused > 0 ? await refusedOf(run.id) : []
  const refused = new Map(items.map(({ order, problem }) => [order, problem]))
  const stopped = run.state === 'stopped' ? { code: 'not_allowed', params: {} } : null
  return ids.map((id) => ({ id, brief: null, refusal: refused.get(id) ?? stopped }))
}
