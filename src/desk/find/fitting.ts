import { sql, type Tx } from '../../base/platform/index.ts'
import type { Order } from '../../orders/index.ts'
import { found } from './search.ts'

/**
 * Open orders of the same channel, of which the warehouse was told nothing, that may go to the same recipient: found by the words
 * of name and place, so whether they do is for the rules to say. 50 at most, those of the same street first, for a town has many
 * of one name; then the newest.
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
