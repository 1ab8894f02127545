// Pieces that stand packed leave with their package and by no other way: the order's own ship takes none of them. Pure.
import { type Refusal, refuse } from '../base/platform/index.ts'
import type { OrderFact } from './facts.ts'

/** Pieces of an order that stand in a package at a location; `number` is the package's. */
export type Packed = {
  package: string
  number: string
  orderId: string
  line: number
  location: string
  quantity: number
}

/** How many of these pieces are of that line at that location. */
export function piecesIn(
  packed: readonly Packed[],
  { line, location }: Pick<Packed, 'line' | 'location'>,
): number {
  return packed
    .filter((one) => one.line === line && one.location === location)
    .reduce((sum, { quantity }) => sum + quantity, 0)
}

/** What still stands after a fact. */
export function standing(packed: readonly Packed[], fact: OrderFact): readonly Packed[] {
  const gone = packageIn(fact)
  return gone === undefined ? packed : packed.filter((one) => one.package !== gone)
}

/** The package that left with a fact, if it was one. */
export function packageIn(fact: OrderFact): string | undefined {
  return fact.type === 'order.shipped' ? fact.data.package : undefined
}

/** Says with which package pieces have to leave. */
export function refusePacked({ package: id, number, line, location, quantity }: Packed): Refusal {
  return refuse('packed', { package: id, number, line, location, quantity })
}
