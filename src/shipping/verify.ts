// The packages against their own log.
import { type Check, compareRetold, type RecordedFact, sql, type Tx } from '../platform/index.ts'
import { arrived } from './arrivals.ts'
import type { Package } from './package.ts'
import { columns, type Head, withLines } from './packages.sql.ts'
import { statusOf, type TrackingEvent } from './tracking.ts'

/** Compares every package with what its facts say. */
export async function verifyPackages(tx: Tx): Promise<Check[]> {
  const page = async (after: string, limit: number) =>
    await withLines(
      tx,
      await tx.rows<Head>(sql`
        select ${columns} from shipping.packages where id > ${after} order by id limit ${limit}`),
    )
  return [await compareRetold(tx, { what: 'package', page, retell })]
}

/** A log that does not begin with the package is as bad as none. */
function retell([first, ...rest]: readonly RecordedFact[]): Package | null {
  if (!first || !('lines' in first.data)) return null
  let one = first.data as Package
  const events: TrackingEvent[] = []
  for (const { type, data, version } of rest) {
    if (type === 'package.shipped') {
      const { carrier, service, trackingNumber, shippedAt } = data as Package
      one = { ...one, carrier, service, trackingNumber, shippedAt }
    } else {
      const event = data as TrackingEvent
      events.push(event)
      if (event.status === 'delivered' && one.deliveredAt === null) one = arrived(one, event.at)
    }
    one = { ...one, version }
  }
  const told = statusOf(events)
  return told ? { ...one, status: told.status, statusAt: told.at } : one
}
