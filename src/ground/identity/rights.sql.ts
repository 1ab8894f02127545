import { type Sql, sql } from '../../base/platform/index.ts'
import type { Scope } from './rights.ts'

/** Rows of users or keys whose scope lies within the caller's; the caller cannot see the others. */
export function inScope({ channels, locations }: Scope): Sql {
  return sql`
    (${channels}::text[] is null or channels <@ ${channels}::text[])
    and (${locations}::text[] is null or locations <@ ${locations}::text[])`
}
