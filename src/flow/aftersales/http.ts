import type { Asked, Handlers } from '../../base/http/index.ts'
import {
  type Database,
  isRefusal,
  newId,
  type Refusal,
  refuse,
  type Tx,
} from '../../base/platform/index.ts'
import type { aftersalesContract } from './contract.ts'
import { listReturns } from './list.ts'
import { matchReturn, mayTouch, settleReturn } from './match.ts'
import { type ReturnRequest, returnFromOrders } from './return-order.ts'
import { type Return, readReturns } from './returns.sql.ts'

type C = typeof aftersalesContract

export function aftersalesHandlers(database: Database): Handlers<C> {
  return {
    'POST /api/orders/{id}/return': takeBack,
    'POST /api/returns/{id}/match': (tx, asked) =>
      each(asked, (one) => {
        const { order: orderId, ...body } = one.body
        return matchReturn(tx, { ...whichOf(one), orderId, ...body }, causeOf(one))
      }),
    'POST /api/returns/{id}/settle': (tx, asked) =>
      each(asked, (one) => settleReturn(tx, whichOf(one), causeOf(one))),
    'GET /api/returns': async ({ query, caller }) => {
      const page = await database.read((tx) => listReturns(tx, query, caller.channels))
      return isRefusal(page) ? page : { body: page }
    },
    'GET /api/returns/{id}': async ({ params: { id }, caller: { channels } }) => {
      const found = (await database.read((tx) => readReturns(tx, [id]))).get(id)
      return found && mayTouch(channels, found.channel) ? answer(found) : refuse('not_found')
    },
  }
}

type Changing = Asked<C[`POST /api/returns/{id}/${'match' | 'settle'}`]>

function whichOf({ params: { id }, ifMatch: ifVersion, caller: { channels } }: Changing) {
  return { id, ifVersion, channels }
}

function causeOf({ caller, command, at }: Changing) {
  return { by: caller.id, command, at }
}

async function each<One>(asked: readonly One[], change: (one: One) => Promise<Return | Refusal>) {
  const answers = []
  for (const one of asked) {
    const outcome = await change(one)
    answers.push(isRefusal(outcome) ? outcome : answer(outcome))
  }
  return answers
}

function answer(body: Return) {
  return { headers: { etag: `"${body.version}"` }, body }
}

async function takeBack(tx: Tx, asked: Asked<C['POST /api/orders/{id}/return']>[]) {
  const at = asked[0]?.at ?? new Date()
  const requests = asked.map(({ params, body, caller, command, ifMatch }): ReturnRequest => {
    const { lines: pieces, ...rest } = body
    return {
      id: newId('ret', at.getTime()),
      orderId: params.id,
      pieces,
      ...rest,
      by: caller.id,
      command,
      ifVersion: ifMatch,
      channels: caller.channels,
      locations: caller.locations,
    }
  })
  const outcomes = await returnFromOrders(tx, requests, at)
  return outcomes.map((outcome) =>
    isRefusal(outcome)
      ? outcome
      : { status: 201, headers: { location: `/api/returns/${outcome.id}` }, body: outcome },
  )
}
