import { type Sql, sql, type Tx } from '../base/platform/index.ts'
import { type Axes, axesOf } from './axes.ts'
import type { Line, Order } from './order.ts'
import { saveTallyChanges } from './tallies.sql.ts'
import { piecesOf } from './tally.ts'

/** Numbers are drawn before it is known which orders are refused; the numbers of refused orders stay unused. */
export async function nextNumbers(tx: Tx, count: number): Promise<number[]> {
  const rows = await tx.rows<{ number: number }>(
    sql`select nextval('orders.numbers') as number from generate_series(1, ${count}::int)`,
  )
  return rows.map(({ number }) => number)
}

export function insertOrders(tx: Tx, orders: readonly Order[], at: Date): void {
  const axes = orders.map(axesOf)
  const heads = orders.map((order, index) => headOf(order, axes[index] as Axes))
  const lines = orders.flatMap(linesOf)
  tx.write(sql`
      insert into orders.orders (id, number, channel, external_ref, status, fulfilment, payment, aftersales, rest,
        holds, currency, tax_included, customer, customer_id, ship_to, charges, note, goods, discount, charged, tax,
        total, promised_for, placed_at, version, changed_at, units, to_send)
      select id, number, channel, "externalRef", status, fulfilment, payment, aftersales, rest, holds, currency,
        "taxIncluded", customer, customer->>'id', "shipTo", charges, note, goods, discount, charged, tax, total,
        "promisedFor", "placedAt", version, ${at}, units, "toSend"
      from json_to_recordset(${JSON.stringify(heads)}::json) as new(id text, number bigint, channel text,
        "externalRef" text, status text, fulfilment text, payment text, aftersales text, rest text, holds jsonb,
        currency text, "taxIncluded" boolean, customer json, "shipTo" json, charges json, note text, goods bigint,
        discount bigint, charged bigint, tax bigint, total bigint, "promisedFor" timestamptz,
        "placedAt" timestamptz, version int, units bigint, "toSend" bigint)`)
  tx.write(sql`
      insert into orders.lines (order_id, line, sku, name, unit_price, discount, tax, ordered, allocated)
      select "orderId", line, sku, name, "unitPrice", discount, tax, ordered, allocated
      from json_to_recordset(${JSON.stringify(lines)}::json) as new("orderId" text, line int, sku text, name json,
        "unitPrice" bigint, discount bigint, tax bigint, ordered int, allocated int)`)
  saveTallyChanges(
    tx,
    orders.map((after, index) => ({ before: null, after, axes: axes[index] as Axes })),
  )
}

/** Written out field by field, because spreading took twice as long when placing orders. */
function headOf(order: Order, { fulfilment, payment, aftersales, rest }: Axes) {
  const { id, number, version, status, channel, externalRef, currency, taxIncluded } = order
  const { customer, shipTo, charges, holds, note, promisedFor, placedAt } = order
  const { goods, discount, charged, tax, total } = order
  return {
    id,
    number,
    version,
    status,
    fulfilment,
    payment,
    aftersales,
    rest,
    channel,
    externalRef,
    currency,
    taxIncluded,
    customer,
    shipTo,
    charges,
    holds,
    note,
    promisedFor,
    placedAt,
    goods,
    discount,
    charged,
    tax,
    total,
    ...piecesOf(order),
  }
}

function linesOf({ id: orderId, lines }: Order) {
  return lines.map(({ line, sku, name, unitPrice, discount, tax, ordered, allocated }) => ({
    orderId,
    line,
    sku,
    name,
    unitPrice,
    discount,
    tax,
    ordered,
    allocated,
  }))
}

const instant = (column: Sql) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export const orderColumns = sql`
  id, number, version, status, channel, external_ref as "externalRef", currency, tax_included as "taxIncluded",
  customer, ship_to as "shipTo", charges, holds, note, goods, discount, charged, tax, total,
  ${instant(sql`promised_for`)} as "promisedFor", carrier, merge, ${instant(sql`placed_at`)} as "placedAt", paid, refunded,
  credited`

export const lineColumns = sql`
  order_id as "orderId", line, sku, name, unit_price as "unitPrice", discount, tax, ordered, cancelled, allocated,
  released, picked, shipped, delivered, returned`

/**
 * Locks orders in id order, so that two batches cannot deadlock, and reads them in the next statement, which sees what was
 * written while the lock was waited for; a single statement would read the old lines. Both are sent in one round trip.
 */
export async function lockOrders(tx: Tx, ids: readonly string[]): Promise<Map<string, Order>> {
  tx.write(sql`select from orders.orders where id = any(${ids}::text[]) order by id for update`)
  return await readOrders(tx, ids)
}

export async function readOrders(tx: Tx, ids: readonly string[]): Promise<Map<string, Order>> {
  const [heads, lines] = await Promise.all([
    tx.rows<Omit<Order, 'lines'>>(
      sql`select ${orderColumns} from orders.orders where id = any(${ids}::text[])`,
    ),
    tx.rows<Line & { orderId: string }>(sql`
      select ${lineColumns} from orders.lines where order_id = any(${ids}::text[]) order by order_id, line`),
  ])
  const orders = new Map<string, Order>(heads.map((head) => [head.id, { ...head, lines: [] }]))
  for (const { orderId, ...line } of lines) orders.get(orderId)?.lines.push(line)
  return orders
}

/** Writes changed orders: their heads, their agreed data if it changed, and the lines whose quantities changed. */
export function saveOrders(
  tx: Tx,
  changed: readonly { before: Order; after: Order }[],
  at: Date,
): void {
  const axes = changed.map(({ after }) => axesOf(after))
  const heads = changed.map(({ after }, index) => {
    const { id, version, status, holds, paid, refunded, credited } = after
    const derived = { ...axes[index], ...piecesOf(after) }
    return { id, version, status, holds, paid, refunded, credited, ...derived }
  })
  const lines = changed.flatMap(({ before, after }) =>
    after.lines
      .filter((line, index) => line !== before.lines[index])
      .map((line) => ({ orderId: after.id, ...line })),
  )
  tx.write(sql`
      update orders.orders old
      set version = new.version, status = new.status, holds = new.holds, paid = new.paid, refunded = new.refunded,
        credited = new.credited, fulfilment = new.fulfilment, payment = new.payment, aftersales = new.aftersales,
        rest = new.rest, units = new.units, to_send = new."toSend", changed_at = ${at}
      from json_to_recordset(${JSON.stringify(heads)}::json) as new(id text, version int, status text, holds jsonb,
        paid bigint, refunded bigint, credited bigint, fulfilment text, payment text, aftersales text,
        rest text, units bigint, "toSend" bigint)
      where old.id = new.id`)
  if (lines.length > 0)
    tx.write(sql`
        update orders.lines old
        set cancelled = new.cancelled, allocated = new.allocated, released = new.released, picked = new.picked,
          shipped = new.shipped, delivered = new.delivered, returned = new.returned
        from json_to_recordset(${JSON.stringify(lines)}::json) as new("orderId" text, line int, cancelled int,
          allocated int, released int, picked int, shipped int, delivered int, returned int)
        where old.order_id = new."orderId" and old.line = new.line`)
  saveAgreed(tx, changed)
  saveTallyChanges(
    tx,
    changed.map((change, index) => ({ ...change, axes: axes[index] as Axes })),
  )
}

/** Most commands do not change what was agreed, so it is written only when it differs. */
function saveAgreed(tx: Tx, changed: readonly { before: Order; after: Order }[]): void {
  const agreed = changed.flatMap(({ before, after }) => {
    const { id, customer, shipTo, note, promisedFor, carrier, merge } = after
    const same =
      customer === before.customer &&
      shipTo === before.shipTo &&
      note === before.note &&
      promisedFor === before.promisedFor &&
      carrier === before.carrier &&
      merge === before.merge
    return same ? [] : [{ id, customer, shipTo, note, promisedFor, carrier, merge }]
  })
  if (agreed.length === 0) return
  tx.write(sql`
    update orders.orders old
    set customer = new.customer, ship_to = new."shipTo", note = new.note, promised_for = new."promisedFor",
      carrier = new.carrier, merge = new.merge
    from json_to_recordset(${JSON.stringify(agreed)}::json) as new(id text, customer json, "shipTo" json, note text,
      "promisedFor" timestamptz, carrier text, merge text)
    where old.id = new.id`)
}
