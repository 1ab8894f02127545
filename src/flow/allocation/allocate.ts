import { isRefusal, type Tx } from '../../base/platform/index.ts'
import { levelsOf, locations } from '../../ground/stock/index.ts'
import { perform, waitingOrders } from '../../orders/index.ts'

/** Orders in one transaction: few enough that new orders for the same skus hardly have to wait. */
export const together = 1_000

/**
 * Gives the free stock of these skus to the orders that wait for it, the earliest promise first, at most `together` of them.
 * Allocates only lines that wait for these skus, because an order may be first in the queue for one sku and far behind in that for
 * another. Answers whether there may be more to do.
 */
export async function allocateWaiting(
  tx: Tx,
  skus: ReadonlySet<string>,
  at: Date,
): Promise<boolean> {
  const free = await freeStock(tx, [...skus])
  if (free.size === 0) return false
  const pieces = [...free.values()].reduce((sum, quantity) => sum + quantity, 0)
  const limit = Math.min(together, pieces)
  const ids = await waitingOrders(tx, [...free.keys()], limit)
  if (ids.length === 0) return false
  const wanted = new Set(free.keys())
  // `perform` locks in the order of ids and decides in the order of the batch, which is that of the promises.
  const outcomes = await perform(
    tx,
    ids.map((orderId) => ({
      orderId,
      command: { type: 'allocate', skus: wanted },
      by: 'system',
      commandId: 'allocation',
      ifVersion: null,
      channels: null,
      locations: null,
    })),
    at,
  )
  if (ids.length < limit) return false
  return outcomes.some((outcome) => !isRefusal(outcome)) || (await changed(tx, free))
}

/** The available stock of each sku at the locations in use, without skus that have none. */
async function freeStock(tx: Tx, skus: readonly string[]): Promise<Map<string, number>> {
  if (skus.length === 0) return new Map()
  const inUse = (await locations(tx)).filter(({ active }) => active).map(({ code }) => code)
  const free = new Map<string, number>()
  for (const { sku, available } of await levelsOf(tx, skus, inUse))
    if (available > 0) free.set(sku, (free.get(sku) ?? 0) + available)
  return free
}

/** No order got anything, because a new one was faster. If the stock has not changed, trying again would never end. */
async function changed(tx: Tx, before: ReadonlyMap<string, number>): Promise<boolean> {
  const now = await freeStock(tx, [...before.keys()])
  return [...before].some(([sku, quantity]) => now.get(sku) !== quantity)
}
