import {
  type Asked,
  type Caller,
  type Handlers,
  problemOf,
  type RefusalTable,
  versionTag,
} from '../../base/http/index.ts'
import {
  type Database,
  isRefusal,
  type Refusal,
  refuse,
  type Tx,
} from '../../base/platform/index.ts'
import type { warehouseContract } from './contract.ts'
import { readFulfilmentOrders } from './fulfilment.sql.ts'
import type { FulfilmentOrder } from './fulfilment.ts'
import { listPackages, pickList } from './list.ts'
import { packFulfilmentOrders } from './pack.ts'
import { pdf, slipOf } from './papers.ts'
import { pickFulfilmentOrders } from './pick.ts'
import { recallFulfilmentOrders } from './recall.ts'
import { type ReleaseRequest, releaseOrders } from './release.ts'
import { doneOrRefused, fulfilmentOrderViews, packageViews } from './view.ts'
import { isSeen, type Scope, stepOf } from './work.ts'

type C = typeof warehouseContract

/** The routes of the warehouse: parse → begin → call → answer. `refusals` has the titles for refusals inside a batch. */
export function warehouseHandlers(database: Database, refusals: RefusalTable): Handlers<C> {
  return {
    'POST /api/orders/{id}/release': async (tx, asked) => {
      const requests = asked.map(({ params, ifMatch, body, ...rest }) => ({
        ...releaseOf(rest, params.id, ifMatch),
        pieces: body.lines,
      }))
      const outcomes = await releaseOrders(tx, requests, asked[0]?.at ?? new Date())
      const views = await viewsOf(tx, outcomes.flatMap(madeBy))
      return outcomes.map((outcome) =>
        isRefusal(outcome) ? outcome : { body: { fulfilmentOrders: outcome.map(views) } },
      )
    },
    'POST /api/fulfilment-orders/release': async (tx, asked) => {
      const answers = []
      for (const { body, ...rest } of asked) {
        const requests = body.orders.map((id) => releaseOf(rest, id, null))
        const outcomes = await releaseOrders(tx, requests, rest.at)
        const views = await viewsOf(tx, outcomes.flatMap(madeBy))
        answers.push({ body: { outcomes: outcomes.map(worded(refusals, rest.command, views)) } })
      }
      return answers
    },
    'GET /api/fulfilment-orders': async ({ query, caller }) => {
      return await database.read(async (tx) => {
        const page = await pickList(tx, query, caller)
        if (isRefusal(page)) return page
        return { body: { ...page, items: await fulfilmentOrderViews(tx, page.items) } }
      })
    },
    'GET /api/fulfilment-orders/{id}': ({ params: { id }, caller }) =>
      database.read(async (tx) => {
        const order = (await readFulfilmentOrders(tx, [id])).get(id)
        const seen = order && isSeen(order, caller) ? order : refuse('not_found')
        return (await wholes(tx, [seen]))[0] ?? refuse('not_found')
      }),
    'POST /api/fulfilment-orders/{id}/recall': async (tx, asked) => {
      const outcomes = await recallFulfilmentOrders(
        tx,
        asked.map(stepOf),
        asked[0]?.at ?? new Date(),
      )
      return await wholes(tx, outcomes)
    },
    'POST /api/fulfilment-orders/{id}/pick': async (tx, asked) => {
      const requests = asked.map((one) => ({ ...stepOf(one), pieces: one.body.lines }))
      const outcomes = await pickFulfilmentOrders(tx, requests, asked[0]?.at ?? new Date())
      return await wholes(tx, outcomes)
    },
    'POST /api/fulfilment-orders/{id}/pack': async (tx, asked) => {
      const requests = asked.map((one) => ({ ...stepOf(one), ...one.body }))
      const outcomes = await packFulfilmentOrders(tx, requests, asked[0]?.at ?? new Date())
      return await doneOrRefused(tx, outcomes)
    },
    'GET /api/fulfilment-orders/{id}/packing-slip': async ({ params, query, caller }) =>
      await pdf(
        await database.read((tx) =>
          slipOf(tx, { id: params.id, scope: caller, language: query.language }),
        ),
      ),
    'GET /api/packages': async ({ query, caller }) => {
      return await database.read(async (tx) => {
        const found = await listPackages(tx, query, caller)
        if (isRefusal(found)) return found
        return { body: { ...found, items: await packageViews(tx, found.items) } }
      })
    },
  }
}

async function wholes(tx: Tx, outcomes: readonly (FulfilmentOrder | Refusal)[]) {
  const view = await viewsOf(
    tx,
    outcomes.flatMap((one) => (isRefusal(one) ? [] : one)),
  )
  return outcomes.map((one) =>
    isRefusal(one) ? one : { headers: versionTag(one.version), body: view(one) },
  )
}

function madeBy(outcome: Outcome): FulfilmentOrder[] {
  return isRefusal(outcome) ? [] : outcome
}

type View = Awaited<ReturnType<typeof fulfilmentOrderViews>>[number]

/** Shows each of these. */
async function viewsOf(tx: Tx, orders: readonly FulfilmentOrder[]) {
  const views = await fulfilmentOrderViews(tx, orders)
  const byId = new Map(views.map((view) => [view.id, view]))
  return ({ id }: FulfilmentOrder) => byId.get(id) as View
}

function releaseOf(
  { caller, command }: { caller: Caller & Scope; command: string },
  orderId: string,
  ifVersion: number | null,
): ReleaseRequest {
  return { orderId, scope: caller, ifVersion, by: caller.id, command }
}

type Outcome = Awaited<ReturnType<typeof releaseOrders>>[number]

function worded(
  refusals: RefusalTable,
  command: Asked<C['POST /api/fulfilment-orders/release']>['command'],
  view: (order: FulfilmentOrder) => View,
) {
  return (outcome: Outcome) => {
    if (!isRefusal(outcome)) return { status: 200, fulfilmentOrders: outcome.map(view) }
    const problem = problemOf(outcome, refusals, command)
    return { status: problem.status, problem }
  }
}
