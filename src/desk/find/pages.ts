// The sequences of a list of orders: how each continues after a place, and how the place is written as a cursor.
import type { z } from 'zod'
import { field } from '../../base/http/index.ts'
import { empty, type Sql, sql } from '../../base/platform/index.ts'
import type { orderListQuery, orderSorts, Sought } from './filter-shape.ts'

export type Sort = (typeof orderSorts)[number]
export type OrderFilter = Omit<z.input<typeof orderListQuery>, 'q'> & {
  q?: Sought | undefined
  limit: number
}

/** Where a page ended: the row's own sort key, and its id. */
export type Place = { key: string | number; id: string }

/** A sequence, or one of the two that a sequence by promise consists of. */
export type Part = Exclude<Sort, 'promise'> | 'awaited' | 'rest'

/**
 * Sorted by promise, awaited orders come first, by their promise; then the rest, newest first, with an empty key. The rest is read
 * only when it is reached, because finding out that there is none takes longer than a page.
 */
export function partsOf(sort: Sort, after: Place | null): Part[] {
  if (sort !== 'promise') return [sort]
  return after?.key === '' ? ['rest'] : ['awaited', 'rest']
}

/** Names the rows of a page in sequence, with `place` to sort by and `key` to go on from. `where` begins with `true`. */
export function pageOf(part: Part, where: Sql, after: Place | null, limit: number): Sql {
  const { order, key, only } = parts[part]
  return sql`
    select *, row_number() over (order by ${order}) as place, ${key} as key
    from (select * from orders.orders where ${where} ${only} ${after ? onFrom(part, after) : empty}
      order by ${order} limit ${limit}) as rows`
}

/** Microseconds, because a cursor with milliseconds would miss the place of a more exact promise. */
const microseconds = sql`to_char(promised_for at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
/** A customer is waiting for it: not completely shipped, and with a promise. */
const awaited = sql`to_send > 0 and promised_for is not null`

const parts: Record<Part, { order: Sql; key: Sql; only: Sql }> = {
  newest: { order: sql`id desc`, key: sql`0`, only: empty },
  oldest: { order: sql`id`, key: sql`0`, only: empty },
  total_high: { order: sql`total desc, id desc`, key: sql`total`, only: empty },
  total_low: { order: sql`total, id`, key: sql`total`, only: empty },
  awaited: { order: sql`promised_for, id`, key: microseconds, only: sql`and ${awaited}` },
  rest: { order: sql`id desc`, key: sql`''`, only: sql`and not (${awaited})` },
}

function onFrom(part: Part, { key, id }: Place): Sql {
  switch (part) {
    case 'newest':
      return sql`and id < ${id}`
    case 'oldest':
      return sql`and id > ${id}`
    case 'total_high':
      return sql`and (total, id) < (${key}::bigint, ${id})`
    case 'total_low':
      return sql`and (total, id) > (${key}::bigint, ${id})`
    case 'awaited':
      return sql`and (promised_for, id) > (${key}::timestamptz, ${id})`
    case 'rest':
      return key === '' ? sql`and id < ${id}` : empty
  }
}

/** Null when the text is not a cursor of this sequence. */
export function readPlace(sort: Sort, cursor: string): Place | null {
  const alone = sort === 'newest' || sort === 'oldest'
  const parts = field.readCursor(cursor, alone ? 1 : 2)
  if (!parts) return null
  const [key, id] = alone ? [0, parts[0]] : parts
  if (typeof id !== 'string' || key === undefined) return null
  return isKeyOf(sort, key) ? { key, id } : null
}

function isKeyOf(sort: Sort, key: string | number): boolean {
  if (sort !== 'promise') return typeof key === 'number'
  if (typeof key !== 'string') return false
  return key === '' || (/^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z$/.test(key) && isMoment(key))
}

/** JavaScript accepts times that PostgreSQL refuses: the year 0, the 31st of February. */
function isMoment(text: string): boolean {
  const time = Date.parse(text)
  if (Number.isNaN(time) || text < '0001') return false
  return new Date(time).toISOString().slice(0, 19) === text.slice(0, 19)
}

export function writePlace(sort: Sort, { key, id }: Place): string {
  return field.writeCursor(sort === 'newest' || sort === 'oldest' ? [id] : [key, id])
}
