import type { Follower } from '../../base/platform/index.ts'
import { readOrders } from '../../orders/index.ts'
import { allocateWaiting } from './allocate.ts'
import { freedBy, freeing, heard, skusOf } from './freed.ts'

/**
 * Gives stock that came in or was freed to the orders that wait for it. It reads the stock and the queue as they are now, so
 * running twice does no harm.
 */
const allocation: Follower = {
  name: 'allocation',
  inFlow: true,
  types: freeing,
  handle: async (tx, news, { upTo }) => {
    const freed = freedBy(await heard.between(tx, news, upTo))
    const orders =
      freed.orders.size > 0 ? await readOrders(tx, [...freed.orders.keys()]) : new Map()
    const more = await allocateWaiting(tx, skusOf(freed, orders), new Date())
    return more ? 'again' : undefined
  },
}

export const allocationFollowers: Follower[] = [allocation]
