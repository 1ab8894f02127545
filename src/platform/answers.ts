import type { Tx } from './database.ts'
import { sql } from './sql.ts'

/** Forgets answers older than `days`; partners retry after days, so at least 30. Answers how many, 10,000 at most. */
export async function forgetAnswers(tx: Tx, days: number): Promise<number> {
  return await tx.run(sql`
    delete from platform.answers where ctid = any(array(
      select ctid from platform.answers where at < clock_timestamp() - make_interval(days => ${days}::int) limit 10000))`)
}
