import type { Database } from '../../base/platform/index.ts'
import { type Document, ordersOf } from '../../flow/intake/index.ts'
import { packagesOf } from '../../flow/warehouse/index.ts'
import { readOrders } from '../../orders/index.ts'
import type { UnderWay } from './day.ts'

/** What was unfinished when an earlier load was interrupted, read from the database; nothing for a new company. */
export async function resumeWork(database: Database, document: Document): Promise<UnderWay> {
  if (document.bookedTo === 0) return { confirmed: [], onTheRoad: [] }
  return await database.read(async (tx) => {
    const ids = await ordersOf(tx, document.id)
    const orders = [...(await readOrders(tx, ids)).values()]
    const packages = await packagesOf(tx, { orders: ids })
    return {
      confirmed: orders
        .filter(
          ({ status, lines }) =>
            status === 'confirmed' && lines.some(({ allocated, released }) => allocated > released),
        )
        .map(({ id }) => id),
      onTheRoad: packages
        .filter(({ shippedAt, deliveredAt }) => shippedAt !== null && deliveredAt === null)
        .map(({ id }) => id),
    }
  })
}
