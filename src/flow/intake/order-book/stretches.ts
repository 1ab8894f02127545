// A book in stretches: the rows of one invoice that stand together, and chunks of whole stretches. Pure.
import type { OrderBookRow } from './read.ts'

/** Rows that become one order or one return: of one invoice and one customer. `invoice` null: none of them could be read. */
export type Stretch = { invoice: string | null; rows: OrderBookRow[] }

/** At most about so many invoices or rows in a transaction; one invoice is never taken apart below `rowsOfOne`. */
export type ChunkLimits = { stretches: number; rows: number; rowsOfOne: number }

/** Measured on two cores: larger chunks are no faster, smaller ones pay for more commits. */
export const chunkLimits: ChunkLimits = { stretches: 200, rows: 3_000, rowsOfOne: 5_000 }

/**
 * Stretches in file order. A row whose invoice cannot be read stays with the rows around it. The same file always falls into
 * the same stretches and chunks, so that an interrupted import goes on at the same borders.
 */
export async function* stretchesOf(
  rows: AsyncIterable<OrderBookRow>,
  { rowsOfOne }: Pick<ChunkLimits, 'rowsOfOne'> = chunkLimits,
): AsyncGenerator<Stretch> {
  let current: Stretch | undefined
  for await (const row of rows) {
    if (current && current.rows.length < rowsOfOne && belongs(row, current)) {
      current.rows.push(row)
      current.invoice ??= row.invoice
      continue
    }
    if (current) yield current
    current = { invoice: row.invoice, rows: [row] }
  }
  if (current) yield current
}

function belongs(row: OrderBookRow, { invoice, rows }: Stretch): boolean {
  if (row.invoice === null) return true
  if (invoice !== null && row.invoice !== invoice) return false
  if (row.kind === 'repair') return true
  const first = rows.find((other) => other.kind !== 'repair')
  return first === undefined || first.customerRef === row.customerRef
}

/** Gathers stretches into chunks of at most about `limits`. */
export async function* chunksOf(
  stretches: AsyncIterable<Stretch>,
  limits: ChunkLimits = chunkLimits,
): AsyncGenerator<Stretch[]> {
  let chunk: Stretch[] = []
  let rows = 0
  for await (const stretch of stretches) {
    if (chunk.length > 0 && rows + stretch.rows.length > limits.rows) {
      yield chunk
      chunk = []
      rows = 0
    }
    chunk.push(stretch)
    rows += stretch.rows.length
    if (chunk.length < limits.stretches) continue
    yield chunk
    chunk = []
    rows = 0
  }
  if (chunk.length > 0) yield chunk
}

/** What of a chunk stands behind a row. */
export function rowsBehind(chunk: readonly Stretch[], bookedTo: number): Stretch[] {
  return chunk
    .map(({ invoice, rows }) => ({ invoice, rows: rows.filter(({ row }) => row > bookedTo) }))
    .filter(({ rows }) => rows.length > 0)
}

/** The number of the last row of a chunk. */
export function lastRowOf(chunk: readonly Stretch[]): number {
  return chunk.at(-1)?.rows.at(-1)?.row ?? 0
}
