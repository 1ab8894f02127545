// The stock against its own books: on hand = sum of movements = what the log says, claims = sum of the rows behind them.
import { question, type Whole } from '../../base/module/index.ts'
import {
  type Check,
  compare,
  openCheck,
  type Sql,
  sql,
  type Tx,
} from '../../base/platform/index.ts'
import type { Allocation, Level } from './book.ts'
import { stockFacts } from './facts.ts'

/** Pieces by sku and location, under `keyOf`. */
export type Pieces = Map<string, number>

export function keyOf({ sku, location }: { sku: string; location: string }): string {
  return `${sku} at ${location}`
}

/** The claims of the orders whose ids sort after `after`, up to and including `upTo`. */
export async function allocationsBetween(
  tx: Tx,
  { after, upTo }: { after: string; upTo: string },
): Promise<Allocation[]> {
  return await tx.rows<Allocation>(sql`
    select order_id as "orderId", line, location, sku, quantity, released, packed from stock.allocations
    where order_id > ${after} and order_id <= ${upTo} order by order_id, line, location`)
}

/** The claims with packed pieces, of the orders behind `after`, up to and including `upTo`; null is up to the last. */
export async function packedBetween(
  tx: Tx,
  { after, upTo }: { after: string; upTo: string | null },
): Promise<Allocation[]> {
  return await tx.rows<Allocation>(sql`
    select order_id as "orderId", line, location, sku, quantity, released, packed from stock.allocations
    where packed > 0 and order_id > ${after} and (${upTo}::text is null or order_id <= ${upTo})
    order by order_id, line, location`)
}

/** What the facts of other modules took from the shelves (negative) and put back on them. */
export const movedElsewhere = question<null, Pieces>('what left and came back')

type Told = { quantity: number; version: number; safety: number }
const untold: Told = { quantity: 0, version: 0, safety: 0 }
type Books = {
  checks: Record<'movements' | 'allocations' | 'reservations' | 'log', Check>
  reserved: Pieces
  told: Map<string, Told>
}

/**
 * Compares every level with the movements, allocations and reservations behind it, and with the log: its own facts and what
 * those of others moved. Reads some thousand skus at a time.
 */
export async function verifyStock(tx: Tx, { ask }: Pick<Whole, 'ask'>): Promise<Check[]> {
  const elsewhere = await ask(tx, movedElsewhere, null)
  const books: Books = {
    checks: {
      movements: openCheck('on hand = sum of movements'),
      allocations: openCheck('allocated = sum of allocations'),
      reservations: openCheck('reserved = sum of reservations'),
      log: openCheck('stock levels = replay of the log'),
    },
    reserved: await sums(tx, sql`select * from stock.reservations`),
    told: await toldByTheLog(tx, elsewhere),
  }
  for (let after: string | null = ''; after !== null; ) after = await verifyPart(tx, books, after)
  withoutLevel(books.checks.reservations, books.reserved)
  const left = [...books.told].map(([key, { quantity }]) => [key, quantity] as const)
  withoutLevel(books.checks.log, new Map(left))
  return Object.values(books.checks)
}

/** Answers the key behind which the next part begins, or null after the last. */
async function verifyPart(tx: Tx, { checks, reserved, told }: Books, after: string) {
  const upTo = await lastSku(tx, after)
  const part = upTo === null ? sql`sku > ${after}` : sql`sku > ${after} and sku <= ${upTo}`
  const [levels, moved, allocated] = await Promise.all([
    tx.rows<Level>(sql`
      select sku, location, on_hand as "onHand", reserved, allocated, safety, version
      from stock.levels where ${part}`),
    sums(tx, sql`select * from stock.movements where ${part}`),
    sums(tx, sql`select * from stock.allocations where ${part}`),
  ])
  for (const level of levels) {
    const id = keyOf(level)
    const { quantity, version, safety } = take(told, id) ?? untold
    const { onHand, allocated: claimed } = level
    const hand = { id, what: 'on hand', found: onHand }
    compare(checks.movements, { ...hand, expected: take(moved, id) ?? 0 })
    compare(checks.log, { ...hand, expected: quantity })
    compare(checks.log, { id, what: 'safety', expected: safety, found: level.safety })
    compare(checks.log, { id, what: 'version', expected: version, found: level.version })
    const expected = take(allocated, id) ?? 0
    compare(checks.allocations, { id, what: 'allocated', expected, found: claimed })
    const live = take(reserved, id) ?? 0
    compare(checks.reservations, { id, what: 'reserved', expected: live, found: level.reserved })
  }
  withoutLevel(checks.movements, moved)
  withoutLevel(checks.allocations, allocated)
  return upTo
}

function take<Value>(map: Map<string, Value>, key: string): Value | undefined {
  const value = map.get(key)
  map.delete(key)
  return value
}

/** What no level has taken is left over: it belongs to no level, which is a fault. */
function withoutLevel(check: Check, left: Pieces): void {
  for (const [id, expected] of left)
    compare(check, { id, what: 'level', expected, found: expected === 0 ? 0 : null })
}

async function lastSku(tx: Tx, after: string): Promise<string | null> {
  const [row] = await tx.rows<{ sku: string }>(
    sql`select sku from stock.levels where sku > ${after} order by sku offset 2000 limit 1`,
  )
  return row?.sku ?? null
}

async function sums(tx: Tx, from: Sql): Promise<Pieces> {
  const rows = await tx.rows<{ sku: string; location: string; quantity: number }>(sql`
    select sku, location, sum(quantity)::bigint as quantity from (${from}) as part group by sku, location`)
  return new Map(rows.map((row) => [keyOf(row), row.quantity]))
}

/** What the facts of the levels themselves and those of others add up to. */
async function toldByTheLog(tx: Tx, elsewhere: readonly Pieces[]): Promise<Map<string, Told>> {
  const told = new Map<string, Told>()
  for (const [key, quantity] of elsewhere.flatMap((pieces) => [...pieces]))
    told.set(key, { ...untold, quantity: quantity + (told.get(key)?.quantity ?? 0) })
  for (let after = { stream: 'stock:', version: 0 }; ; ) {
    const page = await stockFacts.byStream(tx, { after, until: 'stock;' }, 5_000)
    for (const fact of page) {
      if (fact.type !== 'stock.moved' && fact.type !== 'stock.safety_set') continue
      const before = told.get(keyOf(fact.data)) ?? untold
      const { version } = fact
      const after =
        fact.type === 'stock.moved'
          ? { ...before, quantity: before.quantity + fact.data.quantity }
          : { ...before, safety: fact.data.safety }
      told.set(keyOf(fact.data), { ...after, version })
    }
    const last = page.at(-1)
    if (!last) return told
    after = last
  }
}
