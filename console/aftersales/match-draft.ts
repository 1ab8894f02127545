// Which pieces of an order those of a return can have been. Pure.
import { type Free, freePieces, type Order, type Return } from '../acting/index.ts'

export type How = 'return' | 'cancel'
/** A pair of a return's line and an order's line of the same sku, by its place in the list. */
export type Pair = Free & { returnLine: number; orderLine: number }

/** Every pair that could be meant, with the most pieces it can be about. */
export function pairsOf(found: Return, order: Order, how: How): Pair[] {
  const pairs = found.lines.flatMap((line) => {
    const open = line.quantity - line.matched
    if (open <= 0 || line.sku === null) return []
    return order.lines
      .filter(({ sku }) => sku === line.sku)
      .map((mine) => ({
        ...{ returnLine: line.line, orderLine: mine.line, sku: mine.sku, name: mine.name },
        free: Math.min(open, freePieces[how](mine)),
      }))
  })
  return pairs.filter(({ free }) => free > 0).map((pair, index) => ({ ...pair, line: index + 1 }))
}

/**
 * As many pieces as fit: none twice, where a sku stands in several lines on either side. `pairs` in the sequence they are taken.
 */
export function fitting(
  pairs: readonly Pair[],
  found: Return,
  order: Order,
  how: How,
): Map<number, number> {
  const open = new Map(found.lines.map((line) => [line.line, line.quantity - line.matched]))
  const free = new Map(order.lines.map((line) => [line.line, freePieces[how](line)]))
  const counts = new Map<number, number>()
  for (const { line, returnLine, orderLine } of pairs) {
    const count = Math.min(open.get(returnLine) ?? 0, free.get(orderLine) ?? 0)
    if (count <= 0) continue
    counts.set(line, count)
    open.set(returnLine, (open.get(returnLine) ?? 0) - count)
    free.set(orderLine, (free.get(orderLine) ?? 0) - count)
  }
  return counts
}

/** As the API takes them. */
export function matchedLines(pairs: readonly Pair[], counts: ReadonlyMap<number, number>) {
  return pairs.flatMap(({ line, returnLine, orderLine }) => {
    const quantity = counts.get(line) ?? 0
    return quantity > 0 ? [{ line: returnLine, orderLine, quantity }] : []
  })
}

/** Whether pieces of the order can be those that came back: delivered and not back, or never told to leave. */
export function canMatch({ status, lines }: Pick<Order, 'status' | 'lines'>): boolean {
  if (status === 'cancelled') return false
  return lines.some((line) => freePieces.return(line) > 0 || freePieces.cancel(line) > 0)
}
