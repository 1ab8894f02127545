// The orders against their own books: rows = replay of the log, totals = sums of the lines, claims = what is still here.
import type { RecordedOf } from '../base/module/index.ts'
import {
  type Check,
  compare,
  noteDifference,
  openCheck,
  sql,
  type Tx,
} from '../base/platform/index.ts'
import { type Allocation, allocationsBetween, keyOf, type Pieces } from '../ground/stock/index.ts'
import { type Axes, axesOf } from './axes.ts'
import { replay } from './evolve.ts'
import { orderFacts } from './facts.ts'
import { mismatch } from './merge.ts'
import { type Line, lineOf, type Order } from './order.ts'
import { lineColumns, orderColumns, readOrders } from './orders.sql.ts'
import { verifyTallies } from './tallies.sql.ts'
import { piecesOf } from './tally.ts'

type Recorded = RecordedOf<typeof orderFacts>
type Row = Order & Axes & { customerId: string | null; units: number; toSend: number }
type Known = {
  row: Omit<Row, 'lines'> | undefined
  lines: Line[]
  facts: Recorded[]
  allocations: Allocation[]
}
type Checks = Record<'replay' | 'totals' | 'axes' | 'claims', Check>

const first = 'ord_'
/** Sorts behind every order's id. */
const behind = 'ord`'

/**
 * Compares every order with its log, its lines and its claims, 500 at a time. Also answers, by sku and location, what the facts
 * say was shipped (negative) and returned, so that the stock can compare it with its movements.
 */
export async function verifyOrders(tx: Tx): Promise<{ checks: Check[]; moved: Pieces }> {
  const checks: Checks = {
    replay: openCheck('orders = replay of the log'),
    totals: openCheck('totals = sums of the lines'),
    axes: openCheck('fulfilment, payment, aftersales and rest = what the lines and the money say'),
    claims: openCheck('allocations = pieces allocated and not shipped'),
  }
  const moved: Pieces = new Map()
  for (let after = first; after !== behind; ) {
    const { known, upTo } = await readPart(tx, after)
    for (const [id, order] of known) verifyOrder(checks, moved, id, order)
    after = upTo
  }
  return {
    checks: [...Object.values(checks), ...(await verifyTallies(tx)), await verifyMerges(tx)],
    moved,
  }
}

async function readPart(tx: Tx, after: string) {
  const rows = await tx.rows<Omit<Row, 'lines'>>(sql`
    select ${orderColumns}, fulfilment, payment, aftersales, rest, customer_id as "customerId", units, to_send as "toSend"
    from orders.orders where id > ${after} order by id limit 500`)
  const upTo = rows.length < 500 ? behind : (rows.at(-1)?.id ?? behind)
  const [lines, facts, allocations] = await Promise.all([
    tx.rows<Line & { orderId: string }>(sql`
      select ${lineColumns} from orders.lines where order_id > ${after} and order_id <= ${upTo}
      order by order_id, line`),
    factsUpTo(tx, after, upTo),
    allocationsBetween(tx, { after, upTo }),
  ])
  const known = new Map<string, Known>()
  const of = (id: string): Known => {
    const found = known.get(id) ?? { row: undefined, lines: [], facts: [], allocations: [] }
    known.set(id, found)
    return found
  }
  for (const row of rows) of(row.id).row = row
  for (const { orderId, ...line } of lines) of(orderId).lines.push(line)
  for (const fact of facts) of(fact.stream).facts.push(fact)
  for (const allocation of allocations) of(allocation.orderId).allocations.push(allocation)
  return { known, upTo }
}

async function factsUpTo(tx: Tx, from: string, upTo: string): Promise<Recorded[]> {
  const facts: Recorded[] = []
  // After the last version of the order before, and before the first name that sorts behind `upTo`.
  for (let after = { stream: from, version: 2_147_483_647 }; ; ) {
    const page = await orderFacts.byStream(tx, { after, until: `${upTo}\u0001` }, 5_000)
    for (const fact of page) facts.push(fact)
    const last = page.at(-1)
    if (!last) return facts
    after = last
  }
}

function verifyOrder(checks: Checks, moved: Pieces, id: string, known: Known): void {
  const told = retell(known.facts)
  if (told) addMoved(moved, told, known.facts)
  if (!known.row || !told) {
    const expected = told ? 'an order' : 'facts from its placement on'
    compare(checks.replay, { id, what: 'order', expected, found: null })
    return
  }
  const { fulfilment, payment, aftersales, rest, customerId, units, toSend, ...head } = known.row
  const row = { ...head, lines: known.lines }
  compareOrders(checks.replay, told, row)
  const expected = told.customer.id ?? null
  noteDifference(checks.replay, { id, what: 'customer id', expected, found: customerId })
  compareTotals(checks.totals, row)
  const found = { fulfilment, payment, aftersales, rest, units, toSend }
  const pieces = piecesOf(row)
  const derived = { ...axesOf(row), units: pieces.units, toSend: pieces.toSend }
  compare(checks.axes, { id, what: 'axes', expected: derived, found })
  compareClaims(checks.claims, row, known.allocations)
}

/** A log that cannot be told (a fact of a line the order lacks) is as bad as none. */
function retell(facts: readonly Recorded[]): Order | null {
  try {
    return replay(facts)
  } catch {
    return null
  }
}

function compareOrders(check: Check, told: Order, row: Order): void {
  const { id } = told
  check.compared++
  const note = (what: string, expected: unknown, found: unknown) =>
    noteDifference(check, { id, what, expected, found })
  for (const key of Object.keys(told) as (keyof Order)[])
    if (key === 'placedAt' || key === 'promisedFor')
      note(key, instant(told[key]), instant(row[key]))
    else if (key !== 'lines') note(key, told[key], row[key])
  const count = Math.max(told.lines.length, row.lines.length)
  for (let line = 0; line < count; line++)
    note(`line ${line + 1}`, told.lines[line] ?? null, row.lines[line] ?? null)
}

/** The log has the time as text, as it was sent; the row has what PostgreSQL makes of it. */
function instant(text: string | null): number | null {
  return text === null ? null : Date.parse(text)
}

function compareTotals(check: Check, order: Order): void {
  const { id, lines, charges, taxIncluded, goods, discount, charged, tax, total } = order
  const sum = <Item>(items: readonly Item[], amount: (item: Item) => number) =>
    items.reduce((all, item) => all + amount(item), 0)
  const allTax = sum(lines, (line) => line.tax) + sum(charges, (charge) => charge.tax)
  const expected = {
    goods: sum(lines, (line) => line.unitPrice * line.ordered),
    discount: sum(lines, (line) => line.discount),
    charged: sum(charges, (charge) => charge.amount),
    tax: allTax,
  }
  const whole = expected.goods - expected.discount + expected.charged + (taxIncluded ? 0 : allTax)
  const found = { goods, discount, charged, tax, total }
  compare(check, { id, what: 'totals', expected: { ...expected, total: whole }, found })
}

/** Allocated pieces that are not shipped must be claims in the stock, and so must their released part. */
function compareClaims(check: Check, { id, lines }: Order, allocations: readonly Allocation[]) {
  for (const { line, sku, allocated, released, shipped } of lines) {
    const claims = allocations.filter((claim) => claim.line === line && claim.sku === sku)
    const found = { allocated: 0, released: 0 }
    for (const claim of claims) {
      found.allocated += claim.quantity
      found.released += claim.released
    }
    const expected = { allocated: allocated - shipped, released: released - shipped }
    compare(check, { id, what: `claims of line ${line}`, expected, found })
  }
  const known = new Set(lines.map(({ line, sku }) => `${line} ${sku}`))
  for (const { line, sku } of allocations)
    if (!known.has(`${line} ${sku}`))
      compare(check, { id, what: `claim of line ${line}`, expected: null, found: sku })
}

/** What the facts of an order took from the shelves and put back on them. */
function addMoved(moved: Pieces, order: Order, facts: readonly Recorded[]): void {
  const add = (number: number, location: string, quantity: number) => {
    const key = keyOf({ sku: lineOf(order, number)?.sku ?? '', location })
    moved.set(key, (moved.get(key) ?? 0) + quantity)
  }
  for (const { type, data } of facts) {
    if (type === 'order.shipped')
      for (const { line, location, quantity } of data.pieces) add(line, location, -quantity)
    if (type === 'order.returned' && data.restockedAt !== undefined)
      for (const { line, quantity } of data.pieces) add(line, data.restockedAt, quantity)
  }
}

/** Every merge, 200 at a time: two orders at least, of one channel, to one recipient. */
async function verifyMerges(tx: Tx): Promise<Check> {
  const check = openCheck('merges = two orders or more that go to one recipient')
  for (let after: string | null = ''; after !== null; ) {
    const rows: { merge: string; ids: string[] }[] = await tx.rows(sql`
      select merge, array_agg(id) as ids from orders.orders where merge > ${after}
      group by merge order by merge limit 200`)
    const orders = await readOrders(
      tx,
      rows.flatMap(({ ids }) => ids),
    )
    for (const { merge, ids } of rows) {
      const members = ids.map((id) => orders.get(id) as Order)
      const found = ids.length < 2 ? 'one order' : (mismatch(members)?.refused ?? null)
      compare(check, { id: merge, what: 'merge', expected: null, found })
    }
    after = rows.length < 200 ? null : (rows.at(-1)?.merge ?? null)
  }
  return check
}
