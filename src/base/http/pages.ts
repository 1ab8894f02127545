import { type Refusal, refuse } from '../platform/index.ts'
import { readCursor, writeCursor } from './fields.ts'

/** What a list is asked for: how many, and the opaque end of the page before. */
export type PageAsked = { limit: number; cursor?: string | undefined }
export type Page<Row> = { items: Row[]; next: string | null }
/** Where the page before ended: the sort key of its last row. */
export type PageKey = readonly (string | number)[]

/**
 * A page of a list: reads one row more than was asked for, to know whether another page follows. `keyOf` is a row's sort key, of
 * `parts` parts; `rowsAfter` gets the last one of the page before, or null. Refuses `bad_request` for a cursor that is none of
 * this list: of another length, or one that `fits` turns down.
 */
export async function pageOf<Row>(
  { limit, cursor }: PageAsked,
  list: {
    parts: number
    keyOf: (row: Row) => PageKey
    rowsAfter: (key: PageKey | null, limit: number) => Promise<readonly Row[]>
    fits?: (key: PageKey) => boolean
  },
): Promise<Page<Row> | Refusal> {
  const key = cursor === undefined ? null : readCursor(cursor, list.parts)
  const known = cursor === undefined || (key !== null && (list.fits?.(key) ?? true))
  if (!known) return refuse('bad_request', { query: 'cursor' }, '/query/cursor')
  const rows = await list.rowsAfter(key, limit + 1)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? writeCursor(list.keyOf(last)) : null }
}
