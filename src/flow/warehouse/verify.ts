// The fulfilment orders against their own log, what stands packed against what is kept for it, and parcels against their packages.
import type { RecordedOf } from '../../base/module/index.ts'
import {
  type Check,
  compare,
  compareRetold,
  openCheck,
  sql,
  type Tx,
} from '../../base/platform/index.ts'
import { type Allocation, packedBetween } from '../../ground/stock/index.ts'
import { fulfilmentFacts } from './facts.ts'
import { columns, type Head, readFulfilmentOrders, withLines } from './fulfilment.sql.ts'
import { begin, evolve, type FulfilmentOrder } from './fulfilment.ts'
import { parcelsOf, standing } from './packages.sql.ts'

/** Compares every fulfilment order with what its facts say, and packages with what they are part of. */
export async function verifyWarehouse(tx: Tx): Promise<Check[]> {
  const page = async (after: string, limit: number) =>
    await withLines(
      tx,
      await tx.rows<Head>(sql`
        select ${columns} from warehouse.fulfilment_orders where id > ${after} order by id limit ${limit}`),
    )
  return [
    await compareRetold(tx, { what: 'fulfilment order', facts: fulfilmentFacts.of, page, retell }),
    await verifyStanding(tx),
    await verifyParcels(tx),
  ]
}

/** A log that cannot be told is as bad as none. */
function retell([first, ...rest]: readonly RecordedOf<
  typeof fulfilmentFacts
>[]): FulfilmentOrder | null {
  if (first?.type !== 'fulfilment.released') return null
  try {
    return rest.reduce(
      (order, fact) => (fact.type === 'fulfilment.released' ? order : evolve(order, fact)),
      begin(first.data),
    )
  } catch {
    return null
  }
}

/** Every packed piece must be shippable: the packed claims of an order equal the pieces in its unshipped packages. */
async function verifyStanding(tx: Tx): Promise<Check> {
  const check = openCheck('what stands packed = pieces of packages that have not left')
  for (let after: string | null = ''; after !== null; ) {
    const orders: { id: string }[] = await tx.rows(sql`
      select distinct order_id as id from warehouse.packages
      where ${standing} and order_id > ${after} order by 1 limit 500`)
    const upTo = orders.length < 500 ? null : (orders.at(-1)?.id ?? null)
    const [held, kept] = await Promise.all([
      heldBy(
        tx,
        orders.map(({ id }) => id),
      ),
      packedBetween(tx, { after, upTo }),
    ])
    const places = new Map<string, Kept>()
    const at = (one: Pick<Allocation, 'orderId' | 'line' | 'location'>): Kept => {
      const { orderId: id, line, location } = one
      const key = `${id} ${line} ${location}`
      const place = places.get(key) ?? {
        ...{ id, what: `packed of line ${line} at ${location}` },
        ...{ expected: 0, found: 0 },
      }
      places.set(key, place)
      return place
    }
    for (const one of held) at(one).expected = one.pieces
    for (const one of kept) at(one).found = one.packed
    for (const place of places.values()) compare(check, place)
    after = upTo
  }
  return check
}

type Kept = { id: string; what: string; expected: number; found: number }
type Held = { orderId: string; line: number; location: string; pieces: number }

async function heldBy(tx: Tx, orders: readonly string[]): Promise<Held[]> {
  return await tx.rows<Held>(sql`
    select order_id as "orderId", line, locations[1] as location, sum(quantity)::int as pieces
    from warehouse.packages join warehouse.package_lines on package_id = id
    where ${standing} and order_id = any(${orders}::text[]) group by 1, 2, 3`)
}

/** A parcel is shipped as one: its packages have the same merge, location, carrier, tracking number and time. */
async function verifyParcels(tx: Tx): Promise<Check> {
  const check = openCheck('packages of one parcel share merge, location, carrier and number')
  for (let after: string | null = ''; after !== null; ) {
    const rows: { parcel: string }[] = await tx.rows(sql`
      select distinct parcel from warehouse.packages where parcel > ${after} order by parcel limit 500`)
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
