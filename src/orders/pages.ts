// The sequences a list of orders can have: how each goes on after a place, and how the place is written down.
import type { z } from 'zod'
import { field } from '../http/index.ts'
import { empty, type Sql, sql } from '../platform/index.ts'
import type { orderListQuery, orderSorts } from './filter-shape.ts'

export type Sort = (typeof orderSorts)[number]
export type OrderFilter = z.input<typeof orderListQuery> & { limit: number }

/** Where a page ended: the row's own sort key, and its id. */
export type Place = { key: string | number; id: string }

/** Names the rows of a page in sequence, with `place` to sort by and `key` to go on from. `where` begins with `true`. */
export function pageOf(sort: Sort, where: Sql, after: Place | null, limit: number): Sql {
  if (sort === 'promise') return byPromise(where, after, limit)
  const { order, key } = plain[sort]
  return sql`
    select *, row_number() over (order by ${order}) as place, ${key} as key
    from (select * from orders.orders where ${where} ${after ? onFrom(sort, after) : empty}
      order by ${order} limit ${limit}) as rows`
}

type Plain = Exclude<Sort, 'promise'>
const plain: Record<Plain, { order: Sql; key: Sql }> = {
  newest: { order: sql`id desc`, key: sql`0` },
  oldest: { order: sql`id`, key: sql`0` },
  total_high: { order: sql`total desc, id desc`, key: sql`total` },
  total_low: { order: sql`total, id`, key: sql`total` },
}

function onFrom(sort: Plain, { key, id }: Place): Sql {
  switch (sort) {
    case 'newest':
      return sql`and id < ${id}`
    case 'oldest':
      return sql`and id > ${id}`
    case 'total_high':
      return sql`and (total, id) < (${key}::bigint, ${id})`
    case 'total_low':
      return sql`and (total, id) > (${key}::bigint, ${id})`
  }
}

/** Somebody waits for it: what has left, and what was promised for no day, stands behind. */
const awaited = sql`to_send > 0 and promised_for is not null`

/** First what is awaited, by its promise; then the rest, newest first, whose key is empty. */
function byPromise(where: Sql, after: Place | null, limit: number): Sql {
  const { key = '', id = '' } = after ?? {}
  const first = sql`
    (select *, 1 as part, ${microseconds} as key from orders.orders
    where ${where} and ${awaited}
      ${after ? sql`and (promised_for, id) > (${key}::timestamptz, ${id})` : empty}
    order by promised_for, id limit ${limit})`
  const rest = sql`
    (select *, 2 as part, '' as key from orders.orders
    where ${where} and not (${awaited}) ${after && key === '' ? sql`and id < ${id}` : empty}
    order by id desc limit ${limit})`
  const both = after && key === '' ? rest : sql`${first} union all ${rest}`
  return sql`
    select *, row_number() over (
      order by part, case when part = 1 then promised_for end, case when part = 1 then id end, id desc) as place
    from (${both}) as rows order by place limit ${limit}`
}

/** A promise to the millisecond, as it is shown, would not find the place of one that was given more exactly. */
const microseconds = sql`to_char(promised_for at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** Null when the text is no cursor of this sequence. */
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
  return typeof key === 'string' && (key === '' || /^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z$/.test(key))
    ? key === '' || !Number.isNaN(Date.parse(key))
    : false
}

export function writePlace(sort: Sort, { key, id }: Place): string {
  return field.writeCursor(sort === 'newest' || sort === 'oldest' ? [id] : [key, id])
}
