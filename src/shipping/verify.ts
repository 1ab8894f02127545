// The packages against their own log.
import {
  type Check,
  compare,
  factsOf,
  openCheck,
  type RecordedFact,
  sql,
  type Tx,
} from '../platform/index.ts'
import { arrived } from './arrivals.ts'
import type { Package } from './package.ts'
import { columns, type Head, withLines } from './packages.sql.ts'
import { statusOf, type TrackingEvent } from './tracking.ts'

const atOnce = 500

/** Compares every package with what its facts say, 500 at a time. */
export async function verifyPackages(tx: Tx): Promise<Check[]> {
  const check = openCheck('packages = replay of the log')
  for (let after: string | undefined = ''; after !== undefined; ) {
    const heads: Head[] = await tx.rows<Head>(sql`
      select ${columns} from shipping.packages where id > ${after} order by id limit ${atOnce}`)
    const facts = await factsOf(
      tx,
      heads.map(({ id }) => id),
    )
    const told = new Map<string, RecordedFact[]>(heads.map(({ id }) => [id, []]))
    for (const fact of facts) told.get(fact.stream)?.push(fact)
    for (const found of await withLines(tx, heads)) {
      const { id } = found
      compare(check, { id, what: 'package', expected: retell(told.get(id) ?? []), found })
    }
    after = heads.length < atOnce ? undefined : heads.at(-1)?.id
  }
  return [check]
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
