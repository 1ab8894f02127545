import {
  type Asked as AskedOf,
  type Handlers,
  problemOf,
  type RefusalTable,
} from '../base/http/index.ts'
import { type Database, isRefusal, type Tx } from '../base/platform/index.ts'
import { membersOf, mergesOf } from './merge.sql.ts'
import type { mergeContract } from './merge-contract.ts'
import { membersFor, mergeOf, mergeOrders } from './merge-orders.ts'
import type { Order } from './order.ts'
import { readOrders } from './orders.sql.ts'
import { differingFields } from './recipient.ts'
import { orderBrief, orderView } from './view.ts'

type C = typeof mergeContract

export function mergeHandlers(database: Database, refusals: RefusalTable): Handlers<C> {
  return {
    'POST /api/orders/merge': async (tx, asked) => {
      const requests = asked.map(({ body, caller, command: commandId }) => ({
        orderIds: body.orders,
        by: caller.id,
        commandId,
        channels: caller.channels,
      }))
      const outcomes = await mergeOrders(tx, requests, asked[0]?.at ?? new Date())
      return outcomes.map((outcome) =>
        isRefusal(outcome)
          ? outcome
          : { body: { merge: outcome[0]?.merge ?? '', orders: outcome.map(orderBrief) } },
      )
    },
    'POST /api/orders/merge/preview': (asked) =>
      database.read((tx) => preview(tx, asked, refusals)),
  }
}

async function preview(
  tx: Tx,
  { body, caller: { channels }, command, at }: AskedOf<C['POST /api/orders/merge/preview']>,
  refusals: RefusalTable,
) {
  const asked = { orderIds: body.orders, channels }
  const orders = await readOrders(tx, body.orders)
  const others = await membersOf(tx, mergesOf(orders.values()))
  const more = others.map(({ id }) => id).filter((id) => !orders.has(id))
  if (more.length > 0) for (const [id, one] of await readOrders(tx, more)) orders.set(id, one)
  const members = membersFor(asked, orders)
  if (isRefusal(members)) return members
  const outcome = mergeOf(members, asked, at)
  const first = members[0] as Order
  return {
    body: {
      orders: members.map((order) => ({
        order: orderView(order),
        differs: differingFields(first.shipTo, order.shipTo),
      })),
      ...(isRefusal(outcome) && { problem: problemOf(outcome, refusals, command) }),
    },
  }
}
