import { type Sql, sql, type Tx } from '../../base/platform/index.ts'
import type { Disposition } from './return.ts'

export type ReturnHead = {
  id: string
  number: string
  state: 'received' | 'settled'
  channel: string | null
  orderId: string | null
  document: string | null
  reference: string | null
  customer: string | null
  reason: string
  credit: number
  currency: string
  location: string | null
  receivedAt: string
  version: number
}
export type StoredMatch = {
  orderId: string
  orderLine: number
  how: 'return' | 'cancel'
  quantity: number
  credit: number
}
export type ReturnLine = {
  line: number
  sku: string | null
  charge: string | null
  label: string | null
  quantity: number
  matched: number
  credit: number
  condition: string | null
  disposition: Disposition
  matches: StoredMatch[]
}
/** A return: what came back, and of which orders. `matched` < `quantity`: the order of some pieces is not known yet. */
export type Return = ReturnHead & { lines: ReturnLine[] }

export async function nextReturnNumbers(tx: Tx, count: number): Promise<string[]> {
  const rows = await tx.rows<{ number: string }>(
    sql`select 'R' || nextval('aftersales.numbers') as number from generate_series(1, ${count}::int)`,
  )
  return rows.map(({ number }) => number)
}

/** Writes new returns with their lines, in one round trip. */
export async function insertReturns(tx: Tx, returns: readonly Return[]): Promise<void> {
  const heads = returns.map(({ lines: _, ...head }) => head)
  const lines = returns.flatMap(({ id, lines }) =>
    lines.map(({ matches: _, ...line }) => ({ id, ...line })),
  )
  const matches = returns.flatMap(({ id, lines }) =>
    lines.flatMap(({ line, matches }) =>
      matches.map((match, index) => ({ id, line, match: index + 1, ...match })),
    ),
  )
  await Promise.all([
    tx.run(sql`
      insert into aftersales.returns (id, number, state, channel, order_id, document, reference, customer, reason, credit,
        currency, location, received_at, version)
      select id, number, state, channel, "orderId", document, reference, customer, reason, credit, currency, location,
        "receivedAt", version
      from json_to_recordset(${JSON.stringify(heads)}::json) as new(id text, number text, state text, channel text,
        "orderId" text, document text, reference text, customer text, reason text, credit bigint, currency text,
        location text, "receivedAt" timestamptz, version int)`),
    tx.run(sql`
      insert into aftersales.lines (return_id, line, sku, charge, label, quantity, matched, credit, condition, disposition)
      select id, line, sku, charge, label, quantity, matched, credit, condition, disposition
      from json_to_recordset(${JSON.stringify(lines)}::json) as new(id text, line int, sku text, charge text, label text,
        quantity int, matched int, credit bigint, condition text, disposition text)`),
    insertMatches(tx, matches),
  ])
}

export type NewMatch = StoredMatch & { id: string; line: number; match: number }

export async function insertMatches(tx: Tx, matches: readonly NewMatch[]): Promise<void> {
  if (matches.length === 0) return
  await tx.run(sql`
    insert into aftersales.matches (return_id, line, match, order_id, order_line, how, quantity, credit)
    select id, line, match, "orderId", "orderLine", how, quantity, credit
    from json_to_recordset(${JSON.stringify(matches)}::json) as new(id text, line int, match int, "orderId" text,
      "orderLine" int, how text, quantity int, credit bigint)`)
}

/** Locks one return against other changes of it. */
export async function lockReturn(tx: Tx, id: string): Promise<void> {
  await tx.rows(sql`select from aftersales.returns where id = ${id} for update`)
}

/** Writes the parts of a return that can change: its state, its orders, and how much of each line is matched. */
export async function saveReturn(tx: Tx, after: Return): Promise<void> {
  const { id, state, channel, orderId, version, lines } = after
  const matched = lines.map(({ line, matched }) => ({ line, matched }))
  await Promise.all([
    tx.run(sql`
      update aftersales.returns
      set state = ${state}, channel = ${channel}, order_id = ${orderId}, version = ${version} where id = ${id}`),
    tx.run(sql`
      update aftersales.lines old set matched = new.matched
      from json_to_recordset(${JSON.stringify(matched)}::json) as new(line int, matched int)
      where old.return_id = ${id} and old.line = new.line and old.matched <> new.matched`),
  ])
}

const instant = (column: Sql) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export const returnColumns = sql`
  id, number, state, channel, order_id as "orderId", document, reference, customer, reason, credit, currency, location,
  ${instant(sql`received_at`)} as "receivedAt", version`

/** Returns with their lines and matches, by id. */
export async function readReturns(tx: Tx, ids: readonly string[]): Promise<Map<string, Return>> {
  const [heads, lines] = await Promise.all([
    tx.rows<ReturnHead>(
      sql`select ${returnColumns} from aftersales.returns where id = any(${ids}::text[])`,
    ),
    tx.rows<ReturnLine & { id: string }>(sql`
      select return_id as id, line, sku, charge, label, quantity, matched, credit, condition, disposition, (
        select coalesce(json_agg(json_build_object('orderId', order_id, 'orderLine', order_line, 'how', how,
          'quantity', matches.quantity, 'credit', matches.credit) order by match), '[]')
        from aftersales.matches
        where matches.return_id = lines.return_id and matches.line = lines.line) as matches
      from aftersales.lines where return_id = any(${ids}::text[]) order by return_id, line`),
  ])
  const returns = new Map<string, Return>(heads.map((head) => [head.id, { ...head, lines: [] }]))
  for (const { id, ...line } of lines) returns.get(id)?.lines.push(line)
  return returns
}
