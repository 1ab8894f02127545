import { sql, type Tx } from '../../base/platform/index.ts'

/** The credit of some returns, added up from their lines, in minor units. */
export async function sumCredits(tx: Tx, ids: readonly string[]): Promise<number> {
  const [row] = await tx.rows<{ sum: number }>(sql`
    select coalesce(sum(credit), 0)::bigint as sum from aftersales.lines
    where return_id = any(${ids}::text[])`)
  return row?.sum ?? 0
}
