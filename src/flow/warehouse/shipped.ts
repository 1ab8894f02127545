// What left the house, counted on the fulfilment orders that asked for it. Pure.
import type { LinePieces } from '../../orders/index.ts'
import type { FulfilmentOrder, LeftPieces } from './fulfilment.ts'
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
 * location. What left in no package counts first where pieces are open that stand in none. Pieces for which no place is left
 * open were counted before by another way out.
 */
export function countShipped(work: Work, { orderId, pieces, fulfilmentOrder, ...rest }: Leaving) {
  const onto = new Map<string, LeftPieces[]>()
  for (const { line, location, quantity, unreleased = 0 } of pieces) {
    let left = quantity - unreleased
    const take = (order: FulfilmentOrder, loose: boolean) => {
      const already = onto.get(order.id) ?? []
      const quantity = Math.min(left, openOn(order, line, already, loose))
      if (quantity <= 0) return
      const piece = loose ? { line, quantity, unpacked: quantity } : { line, quantity }
      onto.set(order.id, [...already, piece])
      left -= quantity
    }
    const open = candidates(work, { orderId, location, first: fulfilmentOrder })
    if (rest.package === undefined) for (const order of open) take(order, true)
    for (const order of open) take(order, false)
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

/** How many pieces may still leave; `loose`: of those that stand in no package. */
function openOn(
  { lines }: FulfilmentOrder,
  number: number,
  taken: readonly LeftPieces[],
  loose: boolean,
): number {
  const line = lines.find((one) => one.line === number)
  if (!line) return 0
  const already = taken.filter((piece) => piece.line === number)
  const sum = (count: (piece: LeftPieces) => number) =>
    already.reduce((all, piece) => all + count(piece), 0)
  if (loose) return line.quantity - line.packed - sum(({ unpacked = 0 }) => unpacked)
  return line.quantity - line.shipped - sum(({ quantity }) => quantity)
}
