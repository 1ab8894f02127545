// What every module answers in the same way: a fact, and the version of the thing in an answer.
import { z } from 'zod'
import { formatCursor, type RecordedFact } from '../platform/index.ts'

export const factSchema = z
  .object({
    cursor: z.string(),
    stream: z.string(),
    version: z.int(),
    type: z.string(),
    data: z.record(z.string(), z.unknown()),
    by: z.string(),
    command: z.string(),
    at: z.string(),
  })
  .meta({ id: 'Fact' })

export function factView({ cursor, at, ...fact }: RecordedFact) {
  return { cursor: formatCursor(cursor), ...fact, at: at.toISOString() }
}

/** The header with the version; the caller sends it back as `If-Match`. */
export function versionTag(version: number): { etag: string } {
  return { etag: `"${version}"` }
}
