import { type Refusal, refuse } from '../platform/index.ts'
import { readCursor, writeCursor } from './fields.ts'

/** The page that a caller asks for: how many rows, and the opaque end of the previous page. */
export type PageAsked = { limit: number; cursor?: string | undefined }
export type Page<Row> = { items: Row[]; next: string | null }
/** Where the previous page ended: the sort key of its last row. */
export type PageKey = readonly (string | number)[]

/**
 * A page of a list: reads one row more than was asked for, to know whether another page follows. `keyOf` is a row's sort key, with
 * `parts` parts; `rowsAfter` gets the last key of the previous page, or null. Refuses `bad_request` for a cursor of another list:
 * one with another length, or one that `fits` rejects.
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
