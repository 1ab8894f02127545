// How many orders are in each queue of the desk, and the sums of a selection.
import { sql, type Tx } from '../../base/platform/index.ts'
import { queues } from '../../orders/index.ts'
import { conditions, isLate, scopeOf } from './filter.ts'
import type { OrderSelection } from './filter-shape.ts'
import { found } from './search.ts'
import { readTallies, type Sight, type Tally } from './tallies.sql.ts'

export type OrderCounts = { buckets: Record<queues.Bucket, number>; all: number }

/** Exact at the moment of the snapshot, without counting orders row by row; `pending` is how many changes wait to be folded. */
export async function countOrders(
  tx: Tx,
  sight: Sight,
): Promise<{ counts: OrderCounts; pending: number }> {
  const [{ tallies, pending }, late] = await Promise.all([
    readTallies(tx, sight),
    countLate(tx, sight),
  ])
  const sumOf = (rows: readonly Pick<Tally, 'orders'>[]) =>
    rows.reduce((sum, { orders }) => sum + orders, 0)
  const counted = queues.buckets.map((bucket) => [
    bucket,
    bucket === 'late' ? late : sumOf(tallies.filter((tally) => queues.isIn(bucket, tally))),
  ])
  return { counts: { buckets: Object.fromEntries(counted), all: sumOf(tallies) }, pending }
}

async function countLate(tx: Tx, { channels, channel }: Sight): Promise<number> {
  const scope = { channels, ofCustomer: null }
  const [row] = await tx.search<{ late: number }>(sql`
    select count(*) as late from orders.orders where ${isLate} ${conditions({ channel }, scope)}`)
  return row?.late ?? 0
}

type OrderSums = {
  orders: number
  units: number
  /** Minor units by currency. */
  money: { currency: string; total: number; paid: number }[]
}
type Row = { currency: string; orders: number; units: number; total: number; paid: number }

/** The sums of a selection of orders: from the tallies if they have what the filter needs, otherwise added up. */
export async function sumOrders(
  tx: Tx,
  selection: OrderSelection,
  channels: readonly string[] | null,
): Promise<OrderSums> {
  const rows = talliesKnow(selection)
    ? await tallied(tx, selection, channels)
    : await addedUp(tx, selection, channels)
  const add = (amount: (row: Row) => number) => rows.reduce((sum, row) => sum + amount(row), 0)
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort()
  return {
    orders: add(({ orders }) => orders),
    units: add(({ units }) => units),
    money: currencies.map((currency) => {
      const of = (amount: (row: Row) => number) =>
        add((row) => (row.currency === currency ? amount(row) : 0))
      return { currency, total: of(({ total }) => total), paid: of(({ paid }) => paid) }
    }),
  }
}

function talliesKnow(selection: OrderSelection): boolean {
  const { bucket, status: _, fulfilment: __, held: ___, channel: ____, ...rest } = selection
  return bucket !== 'late' && Object.values(rest).every((part) => part === undefined || part === '')
}

async function tallied(
  tx: Tx,
  { bucket, status, fulfilment, held, channel }: OrderSelection,
  channels: readonly string[] | null,
): Promise<Row[]> {
  const { tallies } = await readTallies(tx, { channels, channel })
  return tallies.filter(
    (tally) =>
      (bucket === undefined || bucket === 'late' || queues.isIn(bucket, tally)) &&
      (status ?? tally.status) === tally.status &&
      (fulfilment ?? tally.fulfilment) === tally.fulfilment &&
      (held ?? String(tally.held)) === String(tally.held),
  )
}

async function addedUp(
  tx: Tx,
  selection: OrderSelection,
  channels: readonly string[] | null,
): Promise<Row[]> {
  const scope = await scopeOf(tx, selection, channels)
  return await tx.search<Row>(sql`
    select currency, count(*) as orders, sum(units)::float8 as units, sum(total)::float8 as total,
      sum(paid)::float8 as paid
    from orders.orders where true ${conditions(selection, scope)} ${found(selection.q, null, null)}
    group by currency`)
}
