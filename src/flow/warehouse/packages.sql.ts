import type { NewFactOf } from '../../base/module/index.ts'
import { type Sql, sql, type Tx } from '../../base/platform/index.ts'
import type { Holding, Standing } from '../../orders/index.ts'
import { packageFacts } from './facts.ts'
import type { Package, PackageLine } from './package.ts'

const instant = (column: Sql) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export const packageColumns = sql`
  id, number, order_id as "orderId", order_number as "orderNumber", channel, locations,
  fulfilment_order_id as "fulfilmentOrderId", order_version as "orderVersion", parcel, weight_g as "weightG",
  length_mm as "lengthMm", width_mm as "widthMm", height_mm as "heightMm", carrier, service,
  tracking_number as "trackingNumber", status, ${instant(sql`status_at`)} as "statusAt",
  ${instant(sql`packed_at`)} as "packedAt", ${instant(sql`shipped_at`)} as "shippedAt",
  ${instant(sql`delivered_at`)} as "deliveredAt", version`

/** Packages of one request are made at the same moment, so only their numbers, not their ids, show which came first. */
const byNumber = sql`length(number), number`

export type PackageHead = Omit<Package, 'lines'>

/** Gives heads their lines, in the order of the lines. */
export async function packagesWithLines(tx: Tx, heads: readonly PackageHead[]): Promise<Package[]> {
  const lines = await tx.rows<PackageLine & { id: string }>(sql`
    select package_id as id, line, sku, quantity, delivered from warehouse.package_lines
    where package_id = any(${heads.map(({ id }) => id)}::text[]) order by package_id, line`)
  const packages = new Map(
    heads.map((head): [string, Package] => [head.id, { ...head, lines: [] }]),
  )
  for (const { id, ...line } of lines) packages.get(id)?.lines.push(line)
  return [...packages.values()]
}

/** Packages whose ids sort after `after`, in the order of their ids. */
export async function packagesAfter(tx: Tx, after: string, limit: number): Promise<Package[]> {
  return await packagesWithLines(
    tx,
    await tx.rows<PackageHead>(sql`
      select ${packageColumns} from warehouse.packages where id > ${after} order by id limit ${limit}`),
  )
}

/** Packages by their own ids, oldest first. */
export async function readPackages(tx: Tx, ids: readonly string[]): Promise<Package[]> {
  return await packagesWithLines(
    tx,
    await tx.rows<PackageHead>(sql`
      select ${packageColumns} from warehouse.packages where id = any(${ids}::text[]) order by ${byNumber}`),
  )
}

/** The packages of an order or of fulfilment orders, oldest first. */
export async function packagesOf(
  tx: Tx,
  of: { order: string } | { orders: readonly string[] } | { fulfilmentOrders: readonly string[] },
): Promise<Package[]> {
  const wanted =
    'order' in of || 'orders' in of
      ? sql`order_id = any(${'order' in of ? [of.order] : of.orders}::text[])`
      : sql`fulfilment_order_id = any(${of.fulfilmentOrders}::text[])`
  return await packagesWithLines(
    tx,
    await tx.rows<PackageHead>(
      sql`select ${packageColumns} from warehouse.packages where ${wanted} order by ${byNumber}`,
    ),
  )
}

/**
 * Locks packages and the others of their parcels, in id order, and reads them in the next statement, which sees what was written
 * while the lock was waited for.
 */
export async function lockPackages(tx: Tx, ids: readonly string[]): Promise<Package[]> {
  const locked = await tx.rows<{ id: string }>(sql`
    select id from warehouse.packages where id = any(array(
      select unnest(${ids}::text[]) union
      select other.id from warehouse.packages one join warehouse.packages other on other.parcel = one.parcel
      where one.id = any(${ids}::text[]) and one.parcel is not null))
    order by id for update`)
  return await readPackages(
    tx,
    locked.map(({ id }) => id),
  )
}

/** Packages that were packed and are not shipped; a package without a fulfilment order was never packed. */
export const standing = sql`shipped_at is null and fulfilment_order_id is not null`

/** For each of these places, the oldest package that contains pieces of it. */
export async function holdingAt(
  tx: Tx,
  places: readonly Standing[],
): Promise<(Holding | undefined)[]> {
  const found = await tx.rows<Standing & Holding>(sql`
    select order_id as "orderId", line, locations[1] as location, id as package, number, quantity
    from warehouse.packages join warehouse.package_lines on package_id = id
    where ${standing} and order_id = any(${places.map(({ orderId }) => orderId)}::text[]) order by id`)
  return places.map((place) => {
    const one = found.find(
      ({ orderId, line, location }) =>
        orderId === place.orderId && line === place.line && location === place.location,
    )
    return one && { package: one.package, number: one.number, quantity: one.quantity }
  })
}

/** The packages that carry these (carrier, tracking number) pairs: `carrier\nnumber` → package ids. */
export async function packagesByTracking(
  tx: Tx,
  asked: readonly { carrier: string; trackingNumber: string }[],
): Promise<Map<string, string[]>> {
  if (asked.length === 0) return new Map()
  const rows = await tx.rows<{ carrier: string; number: string; ids: string[] }>(sql`
    select carrier, tracking_number as number, array_agg(id order by id) as ids
    from warehouse.packages
    where (carrier, tracking_number) in (
      select * from unnest(${asked.map(({ carrier }) => carrier)}::text[],
        ${asked.map(({ trackingNumber }) => trackingNumber)}::text[]))
    group by carrier, tracking_number`)
  return new Map(rows.map(({ carrier, number, ids }) => [`${carrier}\n${number}`, ids]))
}

/** How many delivered pieces of each order line its packages have accounted for: `order line` → pieces. */
export async function accountedFor(
  tx: Tx,
  orders: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.rows<{ order: string; line: number; pieces: number }>(sql`
    select order_id as order, line, sum(delivered) as pieces
    from warehouse.packages join warehouse.package_lines on package_id = id
    where order_id = any(${orders}::text[]) group by order_id, line`)
  return new Map(rows.map(({ order, line, pieces }) => [`${order} ${line}`, Number(pieces)]))
}

/** All packages of the parcels that these are in, including these; oldest first. */
export async function parcelsOf(
  tx: Tx,
  packages: readonly Pick<Package, 'parcel'>[],
): Promise<Package[]> {
  const parcels = [...new Set(packages.flatMap(({ parcel }) => parcel ?? []))]
  if (parcels.length === 0) return []
  return await packagesWithLines(
    tx,
    await tx.rows<PackageHead>(sql`
      select ${packageColumns} from warehouse.packages where parcel = any(${parcels}::text[]) order by ${byNumber}`),
  )
}

export async function nextPackageNumbers(tx: Tx, count: number): Promise<string[]> {
  const rows = await tx.rows<{ number: number }>(
    sql`select nextval('warehouse.package_numbers') as number from generate_series(1, ${count}::int)`,
  )
  return rows.map(({ number }) => `P${number}`)
}

/** Writes new packages with their lines; answers the ids of those whose fact had no package yet. */
export async function insertPackages(tx: Tx, packages: readonly Package[]): Promise<Set<string>> {
  const made = await tx.rows<{ id: string }>(sql`
    insert into warehouse.packages (id, number, order_id, order_number, channel, locations, fulfilment_order_id,
      order_version, parcel, weight_g, length_mm, width_mm, height_mm, carrier, service, tracking_number, status, packed_at,
      shipped_at, version)
    select id, number, "orderId", "orderNumber", channel, locations, "fulfilmentOrderId", "orderVersion", parcel, "weightG",
      "lengthMm", "widthMm", "heightMm", carrier, service, "trackingNumber", status, "packedAt", "shippedAt", version
    from json_to_recordset(${JSON.stringify(packages)}::json) as new(id text, number text, "orderId" text,
      "orderNumber" bigint, channel text, locations text[], "fulfilmentOrderId" text, "orderVersion" int, parcel text,
      "weightG" int, "lengthMm" int, "widthMm" int, "heightMm" int, carrier text, service text,
      "trackingNumber" text, status text, "packedAt" timestamptz, "shippedAt" timestamptz, version int)
    on conflict (order_id, order_version) do nothing
    returning id`)
  const ids = new Set(made.map(({ id }) => id))
  const lines = packages.flatMap(({ id, lines }) =>
    ids.has(id) ? lines.map((line) => ({ id, ...line })) : [],
  )
  await tx.run(sql`
    insert into warehouse.package_lines (package_id, line, sku, quantity)
    select id, line, sku, quantity
    from json_to_recordset(${JSON.stringify(lines)}::json)
      as new(id text, line int, sku text, quantity int)`)
  return ids
}

/** Writes the changes of packages: carrier, tracking and the delivered pieces of their lines. */
export async function updatePackages(tx: Tx, packages: readonly Package[]): Promise<void> {
  if (packages.length === 0) return
  const heads = packages.map(({ lines: _, ...head }) => head)
  const lines = packages.flatMap(({ id, lines }) =>
    lines.map(({ line, delivered }) => ({ id, line, delivered })),
  )
  await Promise.all([
    tx.run(sql`
      update warehouse.packages old
      set carrier = new.carrier, service = new.service, tracking_number = new."trackingNumber", status = new.status,
        status_at = new."statusAt", shipped_at = new."shippedAt", delivered_at = new."deliveredAt",
        version = new.version
      from json_to_recordset(${JSON.stringify(heads)}::json) as new(id text, carrier text, service text,
        "trackingNumber" text, status text, "statusAt" timestamptz, "shippedAt" timestamptz,
        "deliveredAt" timestamptz, version int)
      where old.id = new.id`),
    tx.run(sql`
      update warehouse.package_lines old set delivered = new.delivered
      from json_to_recordset(${JSON.stringify(lines)}::json) as new(id text, line int, delivered int)
      where old.package_id = new.id and old.line = new.line and old.delivered <> new.delivered`),
  ])
}

/** Writes facts of packages, each under the command that caused it. */
export function appendFacts(
  tx: Tx,
  facts: readonly NewFactOf<typeof packageFacts>[],
  at: Date,
): void {
  packageFacts.append(tx, facts, { by: 'system', command: facts[0]?.command ?? '', at })
}
