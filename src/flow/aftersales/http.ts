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
    'POST /api/returns/{id}/match': {
      each: async (tx, asked) => {
        const { order: orderId, ...body } = asked.body
        return answer(
          await matchReturn(tx, { ...whichOf(asked), orderId, ...body }, causeOf(asked)),
        )
      },
    },
    'POST /api/returns/{id}/settle': {
      each: async (tx, asked) => answer(await settleReturn(tx, whichOf(asked), causeOf(asked))),
    },
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

function answer(outcome: Return | Refusal) {
  return isRefusal(outcome) ? outcome : { headers: { etag: `"${outcome.version}"` }, body: outcome }
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
