/** PostgreSQL's `pg_snapshot`: transactions below `from` had ended, those from `to` on had not begun, `open` were running. */
export type Snapshot = { from: bigint; to: bigint; open: ReadonlySet<bigint> }

/** Reads `xmin:xmax:xip,xip…`. */
export function readSnapshot(text: string): Snapshot {
  const [from = '0', to = '0', open = ''] = text.split(':')
  const numbers = open === '' ? [] : open.split(',').map(BigInt)
  return { from: BigInt(from), to: BigInt(to), open: new Set(numbers) }
}

/** The same as `pg_visible_in_snapshot`, without a database statement per fact. */
export function showsTransaction({ from, to, open }: Snapshot, tx: string): boolean {
  const number = BigInt(tx)
  return number < from || (number < to && !open.has(number))
}
