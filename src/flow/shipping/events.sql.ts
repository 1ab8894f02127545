import { sql, type Tx } from '../../base/platform/index.ts'
import type { By } from '../warehouse/index.ts'
import type { TrackingEvent } from './tracking.ts'

export type RecordedEvent = TrackingEvent & { package: string }

/** The packages that carry these (carrier, tracking number) pairs: `carrier\nnumber` → package ids. */
export async function packagesByTracking(
  tx: Tx,
  asked: readonly { carrier: string; trackingNumber: string }[],
): Promise<Map<string, string[]>> {
  if (asked.length === 0) return new Map()
  const rows = await tx.rows<{ carrier: string; number: string; ids: string[] }>(sql`
    select carrier, tracking_number as number, array_agg(id order by id) as ids
    from shipping.packages
    where (carrier, tracking_number) in (
      select * from unnest(${asked.map(({ carrier }) => carrier)}::text[],
        ${asked.map(({ trackingNumber }) => trackingNumber)}::text[]))
    group by carrier, tracking_number`)
  return new Map(rows.map(({ carrier, number, ids }) => [`${carrier}\n${number}`, ids]))
}

/** What carriers said of these packages, by their clock. */
export async function eventsOf(tx: Tx, packages: readonly string[]): Promise<RecordedEvent[]> {
  const rows = await tx.rows<Omit<RecordedEvent, 'at'> & { at: Date }>(sql`
    select package_id as package, status, at, place, source, source_code as "sourceCode"
    from shipping.tracking_events where package_id = any(${packages}::text[]) order by package_id, at, id`)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

export async function insertEvents(
  tx: Tx,
  events: readonly (RecordedEvent & By)[],
  at: Date,
): Promise<void> {
  if (events.length === 0) return
  await tx.run(sql`
    insert into shipping.tracking_events (package_id, status, at, place, source, source_code, by, command, recorded_at)
    select package, status, at, place, source, "sourceCode", by, command, ${at}
    from json_to_recordset(${JSON.stringify(events)}::json) as new(package text, status text, at timestamptz,
      place text, source text, "sourceCode" text, by text, command text)`)
}

/** How many delivered pieces of each order line its packages have accounted for: `order line` → pieces. */
export async function accountedFor(
  tx: Tx,
  orders: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.rows<{ order: string; line: number; pieces: number }>(sql`
    select order_id as order, line, sum(delivered) as pieces
    from shipping.packages join shipping.package_lines on package_id = id
    where order_id = any(${orders}::text[]) group by order_id, line`)
  return new Map(rows.map(({ order, line, pieces }) => [`${order} ${line}`, Number(pieces)]))
}
