// Which facts free stock that orders may be waiting for. Pure.

import { type FactOf, factTable } from '../../base/module/index.ts'
import { stockFacts } from '../../ground/stock/index.ts'
import { type Order, type OrderFact, orderFacts, unallocated } from '../../orders/index.ts'

/** Both the stock and the orders tell of pieces that somebody may have. */
export const heard = factTable({ ...stockFacts.kinds, ...orderFacts.kinds })

/** The facts that bring or free stock, or let an order have it. */
export const freeing = [
  'stock.moved',
  'stock.safety_set',
  'stock.reservation_ended',
  'order.cancelled',
  'order.returned',
  'order.hold_lifted',
] as const

/**
 * What these facts free: skus that they name, and lines of orders, whose skus are found in the order. `all`: a hold was lifted, so
 * every line of the order may get stock again.
 */
export type Freed = {
  skus: Set<string>
  orders: Map<string, { all: boolean; lines: Set<number> }>
}

export function freedBy(facts: readonly (FactOf<typeof heard> & { stream: string })[]): Freed {
  const freed: Freed = { skus: new Set(), orders: new Map() }
  for (const fact of facts)
    switch (fact.type) {
      case 'stock.moved':
        addMoved(freed, fact.data)
        break
      case 'stock.safety_set':
        addKeptLess(freed, fact.data)
        break
      case 'stock.reservation_ended':
        for (const { sku } of fact.data.pieces) freed.skus.add(sku)
        break
      case 'location.changed':
        break
      default:
        addLines(freed, fact.stream, fact)
    }
  return freed
}

function addMoved({ skus }: Freed, { sku, quantity }: { sku: string; quantity: number }): void {
  if (quantity > 0) skus.add(sku)
}

function addKeptLess(
  { skus }: Freed,
  { sku, safety, before }: { sku: string; safety: number; before: number },
): void {
  if (safety < before) skus.add(sku)
}

function addLines({ orders }: Freed, orderId: string, fact: OrderFact): void {
  const known = orders.get(orderId) ?? { all: false, lines: new Set() }
  if (fact.type === 'order.hold_lifted') known.all = true
  for (const line of linesOf(fact)) known.lines.add(line)
  orders.set(orderId, known)
}

/** The lines whose stock was freed. */
function linesOf(fact: OrderFact): number[] {
  if (fact.type === 'order.cancelled')
    return fact.data.pieces.filter(({ allocated }) => allocated > 0).map(({ line }) => line)
  if (fact.type === 'order.returned' && fact.data.restockedAt !== undefined)
    return fact.data.pieces.map(({ line }) => line)
  return []
}

/** The skus behind the freed lines. */
export function skusOf({ skus, orders }: Freed, known: ReadonlyMap<string, Order>): Set<string> {
  const all = new Set(skus)
  for (const [orderId, its] of orders)
    for (const line of known.get(orderId)?.lines ?? [])
      if (its.lines.has(line.line) || (its.all && unallocated(line) > 0)) all.add(line.sku)
  return all
}
