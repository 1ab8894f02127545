import type { Caller } from '../../base/http/index.ts'
import { isRefusal, type Refusal, type Tx } from '../../base/platform/index.ts'
import { commandOf, foresee, openOrders, wishOf } from '../../orders/index.ts'
import { forbidden } from './bulk-command.ts'
import type { BulkAsked } from './contract.ts'
import { ordersMeant } from './select.ts'

const perRead = 500

export type Preview = { orders: number; allowed: number; refusals: { code: string; n: number }[] }

/**
 * What a command would do to many orders, one after the other, by the same rules: stock that the first order takes is not available
 * to the next. Nothing is locked or written. Refuses what starting the run would refuse.
 */
export async function previewBulk(
  tx: Tx,
  { do: command, of }: BulkAsked,
  caller: Caller,
): Promise<Preview | Refusal> {
  const refusal = forbidden(command, caller)
  if (refusal) return refusal
  const ids = await ordersMeant(tx, of, caller)
  if (isRefusal(ids)) return ids
  const refused = new Map<string, number>()
  const foreseeing = seer(tx, command, caller)
  for (let from = 0; from < ids.length; from += perRead)
    for (const code of await foreseeing(ids.slice(from, from + perRead)))
      refused.set(code, (refused.get(code) ?? 0) + 1)
  const counted = [...refused].map(([code, n]) => ({ code, n })).sort((a, b) => b.n - a.n)
  const sum = counted.reduce((all, { n }) => all + n, 0)
  return { orders: ids.length, allowed: ids.length - sum, refusals: counted }
}

/** Answers the codes of the refusals; the stock in memory is passed on from one part of the orders to the next. */
function seer(tx: Tx, command: BulkAsked['do'], { channels, locations }: Caller) {
  const asked = commandOf(command)
  let book: Awaited<ReturnType<typeof openOrders>>['book'] | null = null
  return async (ids: readonly string[]): Promise<string[]> => {
    const wishes = ids.map((orderId) => wishOf({ orderId, command: asked }))
    const opened = await openOrders(tx, wishes, { look: book })
    book = opened.book
    const released: Parameters<typeof foresee>[4] = new Map()
    return ids.flatMap((id) => {
      const order = opened.orders.get(id)
      if (!order || (channels !== null && !channels.includes(order.channel))) return ['not_found']
      const outcome = foresee(asked, order, opened, locations, released)
      return isRefusal(outcome) ? [outcome.refused] : []
    })
  }
}
