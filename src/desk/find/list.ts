import { type Refusal, refuse, type Sql, sql, type Tx } from '../../base/platform/index.ts'
import type { Names } from '../../ground/catalog/index.ts'
import { locationsOfOrders } from '../../ground/stock/index.ts'
import { type Order, type OrderStanding, orderColumns, queues } from '../../orders/index.ts'
import { conditions, type Scope, scopeOf } from './filter.ts'
import type { OrderSelection } from './filter-shape.ts'
import {
  type OrderFilter,
  type Part,
  type Place,
  pageOf,
  partsOf,
  readPlace,
  type Sort,
  writePlace,
} from './pages.ts'
import { found } from './search.ts'

export type { OrderFilter } from './pages.ts'

export type OrderSummary = Omit<Order, 'lines'> &
  OrderStanding & {
    lineCount: number
    /** The other orders of its merge, sorted by number. */
    together: { id: string; number: number }[]
    /** The first line, by which people recognise the order; null when it has none. */
    first: { sku: string; name: Names; quantity: number } | null
    /** The locations where pieces of it are allocated. */
    locations: string[]
  }
type Row = Omit<OrderSummary, 'locations' | 'queue' | 'step' | 'restWaitsFor'> &
  Pick<queues.Standing, 'rest'> & { key: string | number }

/**
 * A page of orders, newest first unless sorted otherwise (ids sort by time). `channels` null is all. Refuses a cursor of another
 * sequence.
 */
export async function listOrders(
  tx: Tx,
  filter: OrderFilter,
  channels: readonly string[] | null,
): Promise<{ items: OrderSummary[]; next: string | null } | Refusal> {
  const sort = filter.sort ?? 'newest'
  const after = filter.cursor === undefined ? null : readPlace(sort, filter.cursor)
  if (filter.cursor !== undefined && !after)
    return refuse('bad_request', { query: 'cursor' }, '/query/cursor')
  const rows = await readPage(tx, filter, sort, after, await scopeOf(tx, filter, channels))
  const shown = rows.slice(0, filter.limit)
  const last = shown.at(-1)
  const next = rows.length > shown.length && last ? writePlace(sort, last) : null
  return { items: await summaries(tx, shown), next }
}

/** Those of these orders that match a filter, in its sequence; too few to need pages. */
export async function listAmong(
  tx: Tx,
  filter: OrderFilter,
  ids: readonly string[],
  channels: readonly string[] | null,
): Promise<OrderSummary[]> {
  const scope = await scopeOf(tx, filter, channels)
  const { ofCustomer } = scope
  const among = ofCustomer === null ? ids : ids.filter((id) => ofCustomer.includes(id))
  const asked = { ...filter, limit: ids.length }
  const only = { ...scope, ofCustomer: among }
  return await summaries(tx, await readPage(tx, asked, filter.sort ?? 'newest', null, only))
}

async function summaries(tx: Tx, rows: readonly Row[]): Promise<OrderSummary[]> {
  const places = await locationsOfOrders(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ key: _, rest, ...row }) => ({
    ...row,
    ...queues.toldOf({ ...row, rest, held: row.holds.length > 0 }),
    locations: places.get(row.id) ?? [],
  }))
}

/** One row more than is shown says whether there is a next page. */
async function readPage(
  tx: Tx,
  filter: OrderFilter,
  sort: Sort,
  after: Place | null,
  scope: Scope,
): Promise<Row[]> {
  const limit = filter.limit + 1
  const before = sort === 'newest' ? (after?.id ?? null) : null
  const page =
    sort === 'newest' && searchesOnly(filter) ? { channels: scope.channels, limit } : null
  const where = sql`true ${conditions(filter, scope)} ${found(filter.q, before, page)}`
  const rows: Row[] = []
  for (const part of partsOf(sort, after)) {
    if (rows.length === limit) break
    if (part === emptyPart(filter)) continue
    rows.push(...(await readRows(tx, pageOf(part, where, after, limit - rows.length))))
  }
  return rows
}

async function readRows(tx: Tx, page: Sql): Promise<Row[]> {
  return await tx.search<Row>(sql`
    select ${orderColumns}, fulfilment, payment, aftersales, rest, units, to_send as "toSend", sizes."toAllocate",
      sizes."toRelease", sizes."lineCount", sizes.first, key,
      case when merge is null then '[]'::json else (
        select json_agg(json_build_object('id', other.id, 'number', other.number) order by other.number)
        from orders.orders other where other.merge = page.merge and other.id <> page.id) end as together
    from (${page}) as page,
      lateral (
        select count(*) as "lineCount", sum(ordered - cancelled - allocated) as "toAllocate",
          sum(allocated - released) as "toRelease", (
          select json_build_object('sku', sku, 'name', name, 'quantity', ordered - cancelled)
          from orders.lines where order_id = page.id order by line limit 1) as first
        from orders.lines where order_id = page.id) as sizes
    order by place`)
}

/** Late orders are always awaited; delivered or cancelled orders never are. */
function emptyPart({ bucket, late }: OrderFilter): Part | null {
  if (bucket === 'late' || late === 'true') return 'rest'
  return bucket === 'delivered' || bucket === 'cancelled' ? 'awaited' : null
}

/** Whether only the search words narrow the list: then they alone decide which orders are on the page. */
function searchesOnly({ q: _, limit: __, cursor: ___, sort: ____, ...rest }: OrderFilter): boolean {
  return Object.values(rest).every((part) => part === undefined)
}

/** The ids of all orders of a selection, newest first, at most `limit`; a run begins with them. */
export async function orderIds(
  tx: Tx,
  selection: OrderSelection,
  channels: readonly string[] | null,
  limit: number,
): Promise<string[]> {
  const scope = await scopeOf(tx, selection, channels)
  const rows = await tx.search<{ id: string }>(sql`
    select id from orders.orders where true ${conditions(selection, scope)} ${found(selection.q, null, null)}
    order by id desc limit ${limit}`)
  return rows.map(({ id }) => id)
}
