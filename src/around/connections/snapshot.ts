/** PostgreSQL's `pg_snapshot`: every transaction below `from` had ended, none from `to` on had begun to, `open` were under way. */
export type Snapshot = { from: bigint; to: bigint; open: ReadonlySet<bigint> }

/** Reads `xmin:xmax:xip,xip…`. */
export function readSnapshot(text: string): Snapshot {
  const [from = '0', to = '0', open = ''] = text.split(':')
  const numbers = open === '' ? [] : open.split(',').map(BigInt)
  return { from: BigInt(from), to: BigInt(to), open: new Set(numbers) }
}

/** The same as `pg_visible_in_snapshot`, without a question to the database per fact. */
export function showsTransaction({ from, to, open }: Snapshot, tx: string): boolean {
  const number = BigInt(tx)
  return number < from || (number < to && !open.has(number))
}
