// Lists that are read page by page, each behind the last row of the one before.
import { type Refusal, refuse } from '../platform/index.ts'
import { readCursor, writeCursor } from './fields.ts'

type Page = { limit: number; cursor?: string | undefined }

/** Where a page begins: the key behind the one before, or `none` at the first. Refuses a cursor that is not ours. */
export function beginning<None extends string | number | null>(
  { cursor }: Page,
  none: None,
): { key: string | number | None } | Refusal {
  if (cursor === undefined) return { key: none }
  const [key] = readCursor(cursor, 1) ?? []
  return key === undefined ? refuse('bad_request', { query: 'cursor' }, '/query/cursor') : { key }
}

/** One row more than asked for tells whether there is a next page. */
export function pageOf<Row>(
  rows: readonly Row[],
  { limit }: Page,
  keyOf: (row: Row) => string | number,
): { items: Row[]; next: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items,
    next: rows.length > limit && last !== undefined ? writeCursor([keyOf(last)]) : null,
  }
}
