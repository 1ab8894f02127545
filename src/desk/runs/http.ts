import {
  type Asked,
  type Caller,
  type Handlers,
  pageOf,
  type Route,
} from '../../base/http/index.ts'
import {
  type Database,
  isRefusal,
  type Refusal,
  refuse,
  type Tx,
} from '../../base/platform/index.ts'
import { briefsOf } from '../../orders/index.ts'
import { carryOn, startRun, steerRun, undoRun } from './bulk.ts'
import type { byId, runsContract } from './contract.ts'
import { previewBulk } from './preview.ts'
import { itemsPage, type Run, type RunItem, runById, runsOf } from './runs.sql.ts'

type C = typeof runsContract

/** The routes of bulk runs. Only the person who started a run may see it. */
export function runsHandlers(database: Database): Handlers<C> {
  return {
    'POST /api/bulk/preview': async ({ body, caller }) => {
      const preview = await database.read((tx) => previewBulk(tx, body, caller))
      if (isRefusal(preview)) return preview
      const { refusals: refused, ...counts } = preview
      return { body: { ...counts, refused } }
    },
    'POST /api/bulk': async (tx, asked) => {
      const answers = []
      for (const { body, caller, command, at } of asked) {
        const run = await startRun(tx, body, caller, { by: caller.id, command, at })
        answers.push(await begun(tx, run, at))
      }
      return answers
    },
    'GET /api/bulk': async ({ query, caller }) => {
      const page = await database.read((tx) =>
        pageOf(query, {
          parts: 1,
          rowsAfter: (key, limit) => runsOf(tx, caller.id, limit, key ? String(key[0]) : null),
          keyOf: ({ id }) => [id],
        }),
      )
      return isRefusal(page) ? page : { body: { ...page, items: page.items.map(runView) } }
    },
    'GET /api/bulk/{id}': async ({ params: { id }, caller }) => {
      const run = await database.read((tx) => own(tx, id, caller))
      return isRefusal(run) ? run : { body: runView(run) }
    },
    'GET /api/bulk/{id}/items': async ({ params: { id }, query, caller }) => {
      return await database.read(async (tx) => {
        const run = await own(tx, id, caller)
        if (isRefusal(run)) return run
        const { outcome, ...asked } = query
        const page = await pageOf(asked, {
          parts: 1,
          fits: ([after]) => typeof after === 'number' && after >= 0 && after <= 0x7fffffff,
          rowsAfter: (key, limit) =>
            itemsPage(tx, id, { outcome, after: Number(key?.[0] ?? 0), limit }),
          keyOf: ({ place }) => [place],
        })
        if (isRefusal(page)) return page
        return { body: { ...page, items: await itemViews(tx, page.items, caller) } }
      })
    },
    'POST /api/bulk/{id}/stop': steering('stop'),
    'POST /api/bulk/{id}/resume': steering('resume'),
    'POST /api/bulk/{id}/retry': steering('retry'),
    'POST /api/bulk/{id}/undo': async (tx, asked) => {
      const answers = []
      for (const { params, caller, command, at } of asked) {
        const cause = { by: caller.id, command, at }
        answers.push(await begun(tx, await undoRun(tx, caller, { id: params.id, cause }), at))
      }
      return answers
    },
  }
}

async function begun(tx: Tx, run: Run | Refusal, at: Date) {
  if (isRefusal(run)) return run
  const body = runView(await carryOn(tx, run, at))
  return { status: 202, headers: { location: `/api/bulk/${run.id}` }, body }
}

function steering(step: 'stop' | 'resume' | 'retry') {
  return async <R extends Route & { params: typeof byId }>(tx: Tx, asked: Asked<R>[]) => {
    const answers = []
    for (const { params, caller, command, at } of asked) {
      const cause = { by: caller.id, command, at }
      const { id } = params as { id: string }
      const run = await steerRun(tx, caller, { id, step, cause })
      answers.push(isRefusal(run) ? run : { body: runView(await carryOn(tx, run, at)) })
    }
    return answers
  }
}

async function own(tx: Tx, id: string, caller: Caller): Promise<Run | Refusal> {
  const run = await runById(tx, id)
  return run?.by === caller.id ? run : refuse('not_found')
}

function runView({ command, madeAt, changedAt, undone, ...run }: Run) {
  const { id, state, total, done, refusals: refused, by, version } = run
  const times = { madeAt: madeAt.toISOString(), changedAt: changedAt.toISOString() }
  const back = undone && { ...undone, at: new Date(undone.at).toISOString() }
  return { id, do: command, state, total, done, refused, by, version, ...times, undone: back }
}

/** Orders that do not exist, or that the caller may not see, are shown without a number. */
async function itemViews(tx: Tx, items: readonly RunItem[], { channels }: Caller) {
  const ids = items.map(({ orderId }) => orderId)
  const orders = await briefsOf(tx, ids, channels)
  return items.map(({ place, orderId, outcome, problem }) => ({
    place,
    order: orderId,
    number: orders.get(orderId)?.number ?? null,
    outcome,
    problem: problem && { code: problem.refused, params: problem.params ?? {} },
  }))
}
