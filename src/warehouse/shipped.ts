// What left the house, counted on the fulfilment orders that asked for it. Pure.
import type { LinePieces } from '../orders/index.ts'
import type { FulfilmentOrder } from './fulfilment.ts'
import { type By, note, type Work } from './work.ts'

/** Pieces of an order that left a location; those it was never told to send (`unreleased`) are on no fulfilment order. */
export type Leaving = By & {
  orderId: string
  pieces: readonly (LinePieces & { location: string; unreleased?: number | undefined })[]
  /** The fulfilment order they were packed for, where they were. */
  fulfilmentOrder?: string | undefined
  package?: string | undefined
}

/**
 * Counts pieces as shipped: on the fulfilment order they were packed for, else on the order's oldest open one of that
 * location. Pieces for which no place is left open were counted before by another way out.
 */
export function countShipped(work: Work, { orderId, pieces, fulfilmentOrder, ...rest }: Leaving) {
  const onto = new Map<string, LinePieces[]>()
  for (const { line, location, quantity, unreleased = 0 } of pieces) {
    let left = quantity - unreleased
    for (const order of candidates(work, { orderId, location, first: fulfilmentOrder })) {
      const taken = Math.min(left, openOn(order, line, onto.get(order.id) ?? []))
      if (taken <= 0) continue
      onto.set(order.id, [...(onto.get(order.id) ?? []), { line, quantity: taken }])
      left -= taken
    }
  }
  for (const [id, counted] of onto)
    note(
      work,
      id,
      { type: 'fulfilment.shipped', data: { pieces: counted, package: rest.package } },
      rest,
    )
}

function candidates(
  { orders }: Work,
  { orderId, location, first }: { orderId: string; location: string; first: string | undefined },
): FulfilmentOrder[] {
  return [...orders.values()]
    .filter((order) => order.orderId === orderId && order.location === location)
    .sort((a, b) => Number(b.id === first) - Number(a.id === first) || (a.id < b.id ? -1 : 1))
}

function openOn({ lines }: FulfilmentOrder, number: number, taken: readonly LinePieces[]): number {
  const line = lines.find((one) => one.line === number)
  if (!line) return 0
  const already = taken.filter((piece) => piece.line === number)
  return line.quantity - line.shipped - already.reduce((sum, { quantity }) => sum + quantity, 0)
}
