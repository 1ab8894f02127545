import { type Sql, sql, type Tx } from '../platform/index.ts'
import type { FulfilmentLine, FulfilmentOrder } from './fulfilment.ts'

const instant = (column: Sql) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export const columns = sql`
  id, number, order_id as "orderId", order_number as "orderNumber", channel, location, state, version,
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
 * Locks every fulfilment order of these orders and of those that the named ones belong to, in id order, and reads them in
 * the next statement, which sees what the lock waited for.
 */
export async function lockFulfilmentOrders(
  tx: Tx,
  { ids = [], orderIds = [] }: { ids?: readonly string[]; orderIds?: readonly string[] },
): Promise<FulfilmentOrder[]> {
  const of = ids.length === 0 ? [] : await ordersOf(tx, ids)
  const locked = await tx.rows<{ id: string }>(sql`
    select id from warehouse.fulfilment_orders where order_id = any(${[...orderIds, ...of]}::text[])
    order by id for update`)
  if (locked.length === 0) return []
  const read = await readFulfilmentOrders(
    tx,
    locked.map(({ id }) => id),
  )
  return [...read.values()]
}

async function ordersOf(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select distinct order_id as id from warehouse.fulfilment_orders where id = any(${ids}::text[])`)
  return rows.map(({ id }) => id)
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
      insert into warehouse.fulfilment_orders (id, number, order_id, order_number, channel, location, state, version,
        released_at, changed_at)
      select id, number, "orderId", "orderNumber", channel, location, state, version, "releasedAt", ${at}
      from json_to_recordset(${JSON.stringify(heads)}::json) as new(id text, number text, "orderId" text,
        "orderNumber" bigint, channel text, location text, state text, version int, "releasedAt" timestamptz)`),
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
