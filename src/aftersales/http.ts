import type { Asked, Handlers } from '../http/index.ts'
import { type Database, isRefusal, newId, refuse, type Tx } from '../platform/index.ts'
import type { aftersalesContract } from './contract.ts'
import { listReturns } from './list.ts'
import { type ReturnRequest, returnFromOrders } from './return-order.ts'
import { readReturns } from './returns.sql.ts'

type C = typeof aftersalesContract

export function aftersalesHandlers(database: Database): Handlers<C> {
  return {
    'POST /api/orders/{id}/return': takeBack,
    'GET /api/returns': async ({ query, caller }) => {
      const page = await database.read((tx) => listReturns(tx, query, caller.channels))
      return isRefusal(page) ? page : { body: page }
    },
    'GET /api/returns/{id}': async ({ params: { id }, caller: { channels } }) => {
      const found = (await database.read((tx) => readReturns(tx, [id]))).get(id)
      if (!found || (channels !== null && !channels.includes(found.channel ?? '')))
        return refuse('not_found')
      return { headers: { etag: `"${found.version}"` }, body: found }
    },
  }
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
