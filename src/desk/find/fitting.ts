import { sql, type Tx } from '../../base/platform/index.ts'
import type { Order } from '../../orders/index.ts'
import { found } from './search.ts'

/**
 * Open, unreleased orders of the same channel that may go to the same recipient. They are found by the words of name and place, so the
 * rules must still decide. At most 50: those with the same street first, because a town has many people with the same name, then
 * the newest.
 */
export async function fittingOrders(tx: Tx, { channel, shipTo }: Order): Promise<string[]> {
  const words = `${shipTo.name} ${shipTo.postcode ?? shipTo.city}`
  const rows = await tx.search<{ id: string }>(sql`
    select id from orders.orders
    where channel = ${channel} and status in ('received', 'confirmed') and to_send > 0
      and fulfilment in ('none', 'partly_allocated', 'allocated')
      ${found(words, null, { channels: [channel], limit: 500 })}
    order by coalesce(ship_to->>'street' = ${shipTo.street}, false) desc, id desc limit 50`)
  return rows.map(({ id }) => id)
}
