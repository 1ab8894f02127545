import { sql, type Tx } from '../base/platform/index.ts'

/** What is said of an order in a list of something else. */
export type Brief = { id: string; number: number; channel: string }

/** The orders with these ids, those of the given channels only (null is all). Absent ones are left out. */
export async function briefsOf(
  tx: Tx,
  ids: readonly string[],
  channels: readonly string[] | null,
): Promise<Map<string, Brief>> {
  const rows = await tx.rows<Brief>(sql`
    select id, number, channel from orders.orders
    where id = any(${ids}::text[]) and (${channels}::text[] is null or channel = any(${channels}::text[]))`)
  return new Map(rows.map((row) => [row.id, row]))
}
