import { sql, type Tx } from '../../base/platform/index.ts'
import type { By } from '../warehouse/index.ts'
import type { TrackingEvent } from './tracking.ts'

export type RecordedEvent = TrackingEvent & { package: string }

/** The tracking events of these packages, in the order of the carriers' clocks. */
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
