// The packages against their own log: what was packed, what left, and what carriers said.
import type { RecordedOf } from '../../base/module/index.ts'
import { type Check, compareRetold, type Tx } from '../../base/platform/index.ts'
import { type Package, packagesAfter } from '../warehouse/index.ts'
import { arrived } from './arrivals.ts'
import { toldOfPackages } from './facts.ts'
import { statusOf, type TrackingEvent } from './tracking.ts'

/** Compares every package with what its facts say. */
export async function verifyPackages(tx: Tx): Promise<Check[]> {
  const page = (after: string, limit: number) => packagesAfter(tx, after, limit)
  return [await compareRetold(tx, { what: 'package', page, facts: toldOfPackages.of, retell })]
}

/** A log that does not begin with the package is as bad as none. */
function retell([first, ...rest]: readonly RecordedOf<typeof toldOfPackages>[]): Package | null {
  if (!first || !('lines' in first.data)) return null
  const made = first.data
  let one = { ...made, parcel: made.parcel ?? null }
  const events: TrackingEvent[] = []
  for (const { type, data, version } of rest) {
    if (type === 'package.shipped') {
      const { carrier, service, trackingNumber, shippedAt } = data
      one = { ...one, carrier, service, trackingNumber, shippedAt }
    } else if (type === 'package.tracked') {
      const { orderId: _, ...event } = data
      events.push(event)
      if (event.status === 'delivered' && one.deliveredAt === null) one = arrived(one, event.at)
    }
    one = { ...one, version }
  }
  const told = statusOf(events)
  return told ? { ...one, status: told.status, statusAt: told.at } : one
}
