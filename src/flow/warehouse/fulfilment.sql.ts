import { empty, type Sql, sql, type Tx } from '../../base/platform/index.ts'
import { type FulfilmentLine, type FulfilmentOrder, goWith } from './fulfilment.ts'

const instant = (column: Sql) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export const columns = sql`
  id, number, order_id as "orderId", order_number as "orderNumber", channel, location, state, merge, version,
  ${instant(sql`released_at`)} as "releasedAt"`

export type Head = Omit<FulfilmentOrder, 'lines'>

/** Gives heads their lines, in the order of the lines. */
export async function withLines(tx: Tx, heads: readonly Head[]): Promise<FulfilmentOrder[]> {
  const lines = await tx.rows<FulfilmentLine & { id: string }>(sql`
    select fulfilment_order_id as id, line, sku, name, quantity, picked, packed, shipped, recalled
    from warehouse.lines where fulfilment_order_id = any(${heads.map(({ id }) => id)}::text[])
    order by fulfilment_order_id, line`)
  const orders = new Map(
    heads.map((head): [string, FulfilmentOrder] => [head.id, { ...head, lines: [] }]),
  )
  for (const { id, ...line } of lines) orders.get(id)?.lines.push(line)
  return [...orders.values()]
}

export async function readFulfilmentOrders(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, FulfilmentOrder>> {
  const heads = await tx.rows<Head>(sql`
    select ${columns} from warehouse.fulfilment_orders where id = any(${ids}::text[]) order by id`)
  return new Map((await withLines(tx, heads)).map((order) => [order.id, order]))
}

/**
 * Locks every fulfilment order of these orders and of the orders that the named ones belong to, in id order, and reads them in the
 * next statement, which sees what was written while the lock was waited for. Also locks and reads those in one parcel with a named
 * one, or with any of them if `merged` is set.
 */
export async function lockFulfilmentOrders(
  tx: Tx,
  { ids = [], orderIds = [], merged = false }: Wanted,
): Promise<FulfilmentOrder[]> {
  const of = ids.length > 0 || merged ? await ordersOf(tx, ids, merged ? orderIds : []) : []
  const merges = [...new Set(of.flatMap(({ merge }) => merge ?? []))]
  const locked = await tx.rows<{ id: string }>(sql`
    select id from warehouse.fulfilment_orders
    where order_id = any(${[...orderIds, ...of.map(({ id }) => id)]}::text[])
      ${merges.length === 0 ? empty : sql`or merge = any(${merges}::text[])`}
    order by id for update`)
  if (locked.length === 0) return []
  const read = await readFulfilmentOrders(
    tx,
    locked.map(({ id }) => id),
  )
  return [...read.values()]
}

type Wanted = { ids?: readonly string[]; orderIds?: readonly string[]; merged?: boolean }

async function ordersOf(tx: Tx, ids: readonly string[], orderIds: readonly string[]) {
  return await tx.rows<{ id: string; merge: string | null }>(sql`
    select distinct order_id as id, merge from warehouse.fulfilment_orders
    where id = any(${ids}::text[])
      ${orderIds.length === 0 ? empty : sql`or order_id = any(${orderIds}::text[])`}`)
}

export type Companion = {
  id: string
  number: string
  orderId: string
  orderNumber: number
  state: FulfilmentOrder['state']
}

/**
 * The others in one parcel with each of these: of the same merge at the same location, and not recalled. A recalled one has none.
 * Runs no statement when none is in a merge.
 */
export async function companionsOf(
  tx: Tx,
  orders: readonly Head[],
): Promise<Map<string, Companion[]>> {
  const merged = orders.filter(({ merge, state }) => merge !== null && state !== 'recalled')
  if (merged.length === 0) return new Map()
  const merges = [...new Set(merged.map(({ merge }) => merge))]
  const found = await tx.rows<Head>(sql`
    select ${columns} from warehouse.fulfilment_orders
    where merge = any(${merges}::text[]) and state <> 'recalled' order by order_number, id`)
  return new Map(
    merged.map((order) => {
      const others = found.filter((one) => goWith(order, one) && one.id !== order.id)
      return [order.id, others.map(companionView)]
    }),
  )
}

function companionView({ id, number, orderId, orderNumber, state }: Head): Companion {
  return { id, number, orderId, orderNumber, state }
}

export async function nextNumbers(tx: Tx, count: number): Promise<string[]> {
  const rows = await tx.rows<{ number: number }>(
    sql`select nextval('warehouse.numbers') as number from generate_series(1, ${count}::int)`,
  )
  return rows.map(({ number }) => `F${number}`)
}

export async function insertFulfilmentOrders(
  tx: Tx,
  orders: readonly FulfilmentOrder[],
  at: Date,
): Promise<void> {
  const heads = orders.map(({ lines: _, ...head }) => head)
  const lines = orders.flatMap(({ id, lines }) => lines.map((line) => ({ id, ...line })))
  await Promise.all([
    tx.run(sql`
      insert into warehouse.fulfilment_orders (id, number, order_id, order_number, channel, location, state, merge, version,
        released_at, changed_at)
      select id, number, "orderId", "orderNumber", channel, location, state, merge, version, "releasedAt", ${at}
      from json_to_recordset(${JSON.stringify(heads)}::json) as new(id text, number text, "orderId" text,
        "orderNumber" bigint, channel text, location text, state text, merge text, version int, "releasedAt" timestamptz)`),
    tx.run(sql`
      insert into warehouse.lines (fulfilment_order_id, line, sku, name, quantity)
      select id, line, sku, name, quantity
      from json_to_recordset(${JSON.stringify(lines)}::json)
        as new(id text, line int, sku text, name jsonb, quantity int)`),
  ])
}

/** Writes the state of changed fulfilment orders: heads, and all their lines. */
export async function updateFulfilmentOrders(
  tx: Tx,
  orders: readonly FulfilmentOrder[],
  at: Date,
): Promise<void> {
  const heads = orders.map(({ id, state, version }) => ({ id, state, version }))
  const lines = orders.flatMap(({ id, lines }) =>
    lines.map(({ sku: _, name: __, ...counts }) => ({ id, ...counts })),
  )
  await Promise.all([
    tx.run(sql`
      update warehouse.fulfilment_orders old
      set state = new.state, version = new.version, changed_at = ${at}
      from json_to_recordset(${JSON.stringify(heads)}::json) as new(id text, state text, version int)
      where old.id = new.id`),
    tx.run(sql`
      update warehouse.lines old
      set quantity = new.quantity, picked = new.picked, packed = new.packed, shipped = new.shipped,
        recalled = new.recalled
      from json_to_recordset(${JSON.stringify(lines)}::json)
        as new(id text, line int, quantity int, picked int, packed int, shipped int, recalled int)
      where old.fulfilment_order_id = new.id and old.line = new.line
        and (old.picked, old.packed, old.shipped, old.recalled)
          is distinct from (new.picked, new.packed, new.shipped, new.recalled)`),
  ])
}
