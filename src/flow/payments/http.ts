import type { Asked, Handlers } from '../../base/http/index.ts'
import {
  type Database,
  factsOf,
  isRefusal,
  type RecordedFact,
  refuse,
  type Tx,
} from '../../base/platform/index.ts'
import { orderView, perform, readOrders, versionTag } from '../../orders/index.ts'
import type { paymentsContract } from './contract.ts'

type C = typeof paymentsContract
type Recording = Asked<C['POST /api/orders/{id}/payments' | 'POST /api/orders/{id}/refunds']>

export function paymentsHandlers(database: Database): Handlers<C> {
  return {
    'POST /api/orders/{id}/payments': (tx, asked) => record(tx, 'pay', asked),
    'POST /api/orders/{id}/refunds': (tx, asked) => record(tx, 'refund', asked),
    'GET /api/orders/{id}/payments': async ({ params: { id }, caller: { channels } }) =>
      await database.read(async (tx) => {
        const order = (await readOrders(tx, [id])).get(id)
        if (!order || (channels !== null && !channels.includes(order.channel)))
          return refuse('not_found')
        const facts = await factsOf(tx, [id], ['order.paid', 'order.refunded'])
        return { body: { items: facts.map((fact) => entryOf(fact, order.currency)) } }
      }),
  }
}

async function record(tx: Tx, type: 'pay' | 'refund', asked: readonly Recording[]) {
  const requests = asked.map(({ params, body, caller, command, ifMatch }) => ({
    orderId: params.id,
    command: { type, ...body },
    by: caller.id,
    commandId: command,
    ifVersion: ifMatch,
    channels: caller.channels,
    locations: caller.locations,
  }))
  const outcomes = await perform(tx, requests, asked[0]?.at ?? new Date())
  return outcomes.map((outcome) =>
    isRefusal(outcome)
      ? outcome
      : { headers: versionTag(outcome.order.version), body: orderView(outcome.order) },
  )
}

function entryOf({ type, data, by, at, version }: RecordedFact, currency: string) {
  const {
    amount,
    method,
    reference = null,
  } = data as {
    amount: number
    method: string
    reference?: string
  }
  const kind = type === 'order.paid' ? 'payment' : 'refund'
  return { kind, amount, currency, method, reference, by, at: at.toISOString(), version }
}
