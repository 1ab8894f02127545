// The packages against their own log, and what stands packed against what stands allocated there.

import {
  type Check,
  compare,
  compareRetold,
  openCheck,
  type RecordedFact,
  sql,
  type Tx,
} from '../../base/platform/index.ts'
import { allocationsOf } from '../../ground/stock/index.ts'
import { countPacked, packedOf } from '../../orders/index.ts'
import { readFulfilmentOrders } from '../warehouse/index.ts'
import { arrived } from './arrivals.ts'
import type { Package } from './package.ts'
import { columns, type Head, parcelsOf, withLines } from './packages.sql.ts'
import { statusOf, type TrackingEvent } from './tracking.ts'

/** Compares every package with what its facts say, and those that have not left with what their orders keep for them. */
export async function verifyPackages(tx: Tx): Promise<Check[]> {
  const page = async (after: string, limit: number) =>
    await withLines(
      tx,
      await tx.rows<Head>(sql`
        select ${columns} from shipping.packages where id > ${after} order by id limit ${limit}`),
    )
  return [
    await compareRetold(tx, { what: 'package', page, retell }),
    await verifyStanding(tx),
    await verifyParcels(tx),
  ]
}

/** Every packed piece must be able to leave: its order keeps it for its package, and it stands allocated where it was packed. */
async function verifyStanding(tx: Tx): Promise<Check> {
  const check = openCheck(
    'what stands packed = what is kept for its package, and stands allocated there',
  )
  let lines = 0
  for (let after: string | null = ''; after !== null; ) {
    const heads: Head[] = await tx.rows<Head>(sql`
      select ${columns} from shipping.packages
      where shipped_at is null and fulfilment_order_id is not null and id > ${after} order by id limit 500`)
    const packages = await withLines(tx, heads)
    lines += packages.reduce((sum, one) => sum + one.lines.length, 0)
    await compareStanding(tx, check, packages)
    after = heads.length < 500 ? null : (heads.at(-1)?.id ?? null)
  }
  compare(check, {
    id: 'packages',
    what: 'lines kept',
    expected: lines,
    found: await countPacked(tx),
  })
  return check
}

async function compareStanding(tx: Tx, check: Check, packages: readonly Package[]): Promise<void> {
  const orders = [...new Set(packages.map(({ orderId }) => orderId))]
  const [packed, there] = await Promise.all([packedOf(tx, orders), allocationsOf(tx, orders)])
  const kept = new Map(packed.map((one) => [`${one.package} ${one.line}`, one]))
  const allocated = new Map<string, number>()
  for (const { orderId, line, location, quantity } of there)
    allocated.set(`${orderId} ${line} ${location}`, quantity)
  for (const { orderId, line, location, quantity } of packed) {
    const place = `${orderId} ${line} ${location}`
    allocated.set(place, (allocated.get(place) ?? 0) - quantity)
  }
  for (const { id, orderId, locations, lines } of packages)
    for (const { line, quantity: expected } of lines) {
      const found = kept.get(`${id} ${line}`)?.quantity ?? 0
      compare(check, { id, what: `kept of line ${line}`, expected, found })
      const short = Math.min(0, allocated.get(`${orderId} ${line} ${locations[0]}`) ?? -expected)
      compare(check, { id, what: `lacking of line ${line}`, expected: 0, found: -short || 0 })
    }
}

/** A parcel leaves once: its packages are of one merge and one location, and share carrier, number and moment. */
async function verifyParcels(tx: Tx): Promise<Check> {
  const check = openCheck('packages of one parcel share merge, location, carrier and number')
  for (let after: string | null = ''; after !== null; ) {
    const rows: { parcel: string }[] = await tx.rows(sql`
      select distinct parcel from shipping.packages where parcel > ${after} order by parcel limit 500`)
    const packages = await parcelsOf(tx, rows)
    const works = await readFulfilmentOrders(
      tx,
      packages.flatMap(({ fulfilmentOrderId }) => fulfilmentOrderId ?? []),
    )
    for (const { parcel } of rows) {
      const told = packages
        .filter((one) => one.parcel === parcel)
        .map(({ fulfilmentOrderId, locations, carrier, trackingNumber, shippedAt }) => {
          const merge = works.get(fulfilmentOrderId ?? '')?.merge ?? null
          return { merge, locations, carrier, trackingNumber, shippedAt }
        })
      const expected = told.map(() => told[0])
      compare(check, { id: parcel, what: 'parcel', expected, found: told })
    }
    after = rows.length < 500 ? null : (rows.at(-1)?.parcel ?? null)
  }
  return check
}

/** A log that does not begin with the package is as bad as none. */
function retell([first, ...rest]: readonly RecordedFact[]): Package | null {
  if (!first || !('lines' in first.data)) return null
  const made = first.data as Package
  let one = { ...made, parcel: made.parcel ?? null }
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
