// Which earlier orders' pieces a credit note gives back. Pure.
import type { ReturnMatch } from '../../aftersales/index.ts'

/** Pieces of an order line that may still come back: delivered ones `return`, those that never left are `cancel`led. */
export type Sold = {
  orderId: string
  line: number
  placedAt: string
  returnable: number
  cancellable: number
}

/** Goods on a credit note; `key` names customer and sku, null where the customer is not known. */
export type Credit = { key: string | null; quantity: number; at: string }

/**
 * For each credit the pieces of the same customer and sku that it gives back, the latest earlier order first: whole, in part,
 * or none. No piece is given back twice, not by two credits of one batch either.
 */
export function matchCredits(
  credits: readonly Credit[],
  sold: ReadonlyMap<string, readonly Sold[]>,
): ReturnMatch[][] {
  const lines = new Map(
    [...sold].map(([key, list]) => [key, list.map((line) => ({ ...line })).sort(latestFirst)]),
  )
  return credits.map((credit) => {
    const candidates = credit.key === null ? undefined : lines.get(credit.key)
    return matchOne(credit, candidates ?? [])
  })
}

/** Takes pieces off the lines and answers what was taken. */
function matchOne({ quantity, at }: Credit, lines: Sold[]): ReturnMatch[] {
  const matches: ReturnMatch[] = []
  let left = quantity
  const take = ({ orderId, line }: Sold, free: number, how: ReturnMatch['how']) => {
    const taken = Math.min(left, free)
    if (taken > 0) matches.push({ orderId, line, quantity: taken, how })
    left -= taken
    return taken
  }
  for (const line of lines) {
    if (line.placedAt > at) continue
    line.returnable -= take(line, line.returnable, 'return')
    line.cancellable -= take(line, line.cancellable, 'cancel')
  }
  return matches
}

function latestFirst(a: Sold, b: Sold): number {
  if (a.placedAt !== b.placedAt) return a.placedAt < b.placedAt ? 1 : -1
  if (a.orderId !== b.orderId) return a.orderId < b.orderId ? 1 : -1
  return b.line - a.line
}
