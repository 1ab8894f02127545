import { field } from '../http/index.ts'
import { empty, join, type Refusal, refuse, type Sql, sql, type Tx } from '../platform/index.ts'
import type { Order } from './order.ts'
import { orderColumns } from './orders.sql.ts'

export type OrderFilter = {
  q?: string | undefined
  status?: string | undefined
  fulfilment?: string | undefined
  held?: 'true' | 'false' | undefined
  channel?: string | undefined
  from?: string | undefined
  to?: string | undefined
  limit: number
  cursor?: string | undefined
}
export type OrderSummary = Omit<Order, 'lines'> & { units: number; lineCount: number }

/** A page of orders, newest first (ids sort by time). `channels` null is all. Refuses a cursor that is not ours. */
export async function listOrders(
  tx: Tx,
  filter: OrderFilter,
  channels: readonly string[] | null,
): Promise<{ items: OrderSummary[]; next: string | null } | Refusal> {
  const key = filter.cursor === undefined ? null : field.readCursor(filter.cursor, 1)
  if (filter.cursor !== undefined && !key)
    return refuse('bad_request', { query: 'cursor' }, '/query/cursor')
  const before = key ? String(key[0]) : null
  const rows = await tx.search<OrderSummary>(sql`
    select ${orderColumns}, fulfilment, payment, aftersales, sizes.units, sizes."lineCount"
    from (
      select * from orders.orders
      where ${conditions(filter, before, channels)}
      order by id desc limit ${filter.limit + 1}) as page,
      lateral (
        select coalesce(sum(ordered - cancelled), 0) as units, count(*) as "lineCount"
        from orders.lines where order_id = page.id) as sizes
    order by id desc`)
  const items = rows.slice(0, filter.limit)
  const last = items.at(-1)
  return { items, next: rows.length > items.length && last ? field.writeCursor([last.id]) : null }
}

/** Only what is asked for stands in the statement, so that the planner can use the right index for it. */
function conditions(
  filter: OrderFilter,
  before: string | null,
  channels: readonly string[] | null,
): Sql {
  const { q, status, fulfilment, held, channel, from, to } = filter
  return sql`true
    ${before === null ? empty : sql`and id < ${before}`}
    ${channels === null ? empty : sql`and channel = any(${channels}::text[])`}
    ${channel === undefined ? empty : sql`and channel = ${channel}`}
    ${status === undefined ? empty : sql`and status = ${status}`}
    ${fulfilment === undefined ? empty : sql`and fulfilment = ${fulfilment}`}
    ${held === undefined ? empty : held === 'true' ? sql`and holds <> '[]'` : sql`and holds = '[]'`}
    ${from === undefined ? empty : sql`and placed_at >= ${from}::timestamptz`}
    ${to === undefined ? empty : sql`and placed_at < ${to}::timestamptz`}
    ${q === undefined || q.trim() === '' ? empty : found(q, before, searchesOnly(filter) ? { channels, limit: filter.limit + 1 } : null)}`
}

/** Nothing but the words narrows the list: then the words alone know which orders are on the page. */
function searchesOnly({ status, fulfilment, held, channel, from, to }: OrderFilter): boolean {
  return [status, fulfilment, held, channel, from, to].every((part) => part === undefined)
}

/**
 * Every word of the search must stand in the order's words; fewer than three letters count from a word's beginning. `page`
 * is given where the words alone decide, so that no more orders than those of the page are looked up.
 */
function found(
  q: string,
  before: string | null,
  page: { channels: readonly string[] | null; limit: number } | null,
): Sql {
  const words = q.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8)
  const likes = words.map((word) => sql`and (${join(spellings(word).map(like), ' or ')})`)
  const mine = page?.channels ?? null
  return sql`and id in (
    select order_id from orders.search
    where true ${join(likes, ' ')} ${before === null ? empty : sql`and order_id < ${before}`}
      ${mine === null ? empty : sql`and channel = any(${mine}::text[])`}
    ${page === null ? empty : sql`order by order_id desc limit ${page.limit}`})`
}

/** What looks like a telephone number is looked for by its digits too, for so it stands in the words. */
function spellings(word: string): string[] {
  const digits = word.replace(/\D/g, '')
  return /^[+\d()./-]+$/.test(word) && digits !== word && digits !== '' ? [word, digits] : [word]
}

/**
 * Of a mail address only the part before the @ is looked up: almost every order has the letters of some `example.com`, and
 * going through all of these took longer than comparing the few that are left.
 */
function like(word: string): Sql {
  const [local = ''] = word.split('@')
  if (local.length >= 3 && local !== word)
    return sql`(words like ${`%${escaped(local)}@%`} and strpos(words, ${word}) > 0)`
  return sql`words like ${word.length < 3 ? `% ${escaped(word)}%` : `%${escaped(word)}%`}`
}

function escaped(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&')
}
