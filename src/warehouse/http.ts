import {
  type Asked,
  type Caller,
  type Handlers,
  problemOf,
  type RefusalTable,
} from '../http/index.ts'
import { versionTag } from '../orders/index.ts'
import { type Database, isRefusal, refuse } from '../platform/index.ts'
import type { warehouseContract } from './contract.ts'
import { readFulfilmentOrders } from './fulfilment.sql.ts'
import type { FulfilmentOrder } from './fulfilment.ts'
import { pickList } from './list.ts'
import { pickFulfilmentOrders } from './pick.ts'
import { recallFulfilmentOrders } from './recall.ts'
import { type ReleaseRequest, releaseOrders } from './release.ts'
import { stepOf } from './together.ts'
import { fulfilmentOrderView } from './view.ts'
import { isSeen, type Scope } from './work.ts'

type C = typeof warehouseContract

/** The routes of the warehouse: parse → begin → call → answer. `refusals` words the outcomes inside a batch. */
export function warehouseHandlers(database: Database, refusals: RefusalTable): Handlers<C> {
  return {
    'POST /api/orders/{id}/release-to-warehouse': async (tx, asked) => {
      const requests = asked.map(({ params, ifMatch, body, ...rest }) => ({
        ...releaseOf(rest, params.id, ifMatch),
        pieces: body.lines,
      }))
      const outcomes = await releaseOrders(tx, requests, asked[0]?.at ?? new Date())
      return outcomes.map((outcome) =>
        isRefusal(outcome)
          ? outcome
          : { body: { fulfilmentOrders: outcome.map(fulfilmentOrderView) } },
      )
    },
    'POST /api/fulfilment-orders/release': async (tx, asked) => {
      const answers = []
      for (const { body, ...rest } of asked) {
        const requests = body.orders.map((id) => releaseOf(rest, id, null))
        const outcomes = await releaseOrders(tx, requests, rest.at)
        answers.push({ body: { outcomes: outcomes.map(worded(refusals, rest.command)) } })
      }
      return answers
    },
    'GET /api/fulfilment-orders': async ({ query, caller }) => {
      const page = await database.read((tx) => pickList(tx, query, caller))
      if (isRefusal(page)) return page
      return { body: { ...page, items: page.items.map(fulfilmentOrderView) } }
    },
    'GET /api/fulfilment-orders/{id}': async ({ params: { id }, caller }) => {
      const order = (await database.read((tx) => readFulfilmentOrders(tx, [id]))).get(id)
      return order && isSeen(order, caller) ? whole(order) : refuse('not_found')
    },
    'POST /api/fulfilment-orders/{id}/recall': async (tx, asked) => {
      const outcomes = await recallFulfilmentOrders(
        tx,
        asked.map(stepOf),
        asked[0]?.at ?? new Date(),
      )
      return outcomes.map((outcome) => (isRefusal(outcome) ? outcome : whole(outcome)))
    },
    'POST /api/fulfilment-orders/{id}/pick': async (tx, asked) => {
      const requests = asked.map((one) => ({ ...stepOf(one), pieces: one.body.lines }))
      const outcomes = await pickFulfilmentOrders(tx, requests, asked[0]?.at ?? new Date())
      return outcomes.map((outcome) => (isRefusal(outcome) ? outcome : whole(outcome)))
    },
  }
}

function whole(order: FulfilmentOrder) {
  return { headers: versionTag(order.version), body: fulfilmentOrderView(order) }
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
) {
  return (outcome: Outcome) => {
    if (!isRefusal(outcome))
      return { status: 200, fulfilmentOrders: outcome.map(fulfilmentOrderView) }
    const problem = problemOf(outcome, refusals, command)
    return { status: problem.status, problem }
  }
}
