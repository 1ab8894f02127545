// Counts delivered packages on their orders. A piece counts as delivered once, whether a carrier or a person reports it first.

import type { Tx } from '../../base/platform/index.ts'
import { type CommandRequest, type LinePieces, lockOrders, type Order } from '../../orders/index.ts'
import { accountedFor, type Package } from '../warehouse/index.ts'

/** Delivered pieces that no package accounts for yet, because a person reported them. `order line` → pieces. */
export type Unclaimed = Map<string, number>

/** Locks the orders and finds the pieces that a person reported as delivered. */
export async function openArrivals(tx: Tx, orderIds: readonly string[]): Promise<Unclaimed> {
  if (orderIds.length === 0) return new Map()
  // Only once the order is locked is it certain what its other packages account for.
  const orders = await lockOrders(tx, orderIds)
  return unclaimed([...orders.values()], await accountedFor(tx, orderIds))
}

export function unclaimed(orders: readonly Order[], claimed: ReadonlyMap<string, number>) {
  return new Map(
    orders.flatMap(({ id, lines }) =>
      lines.map(({ line, delivered }): [string, number] => {
        const key = `${id} ${line}`
        return [key, Math.max(0, delivered - (claimed.get(key) ?? 0))]
      }),
    ),
  )
}

/**
 * The pieces that the arrival of a package delivers: all of them, except those reported by hand before and not counted for another
 * package.
 */
export function arriving({ orderId, lines }: Package, left: Unclaimed): LinePieces[] {
  return lines.flatMap(({ line, quantity, delivered }) => {
    const key = `${orderId} ${line}`
    const open = quantity - delivered
    const byHand = Math.min(open, left.get(key) ?? 0)
    left.set(key, (left.get(key) ?? 0) - byHand)
    return open > byHand ? [{ line, quantity: open - byHand }] : []
  })
}

/** The command that delivers the pieces on the order; null when there are none left. */
export function deliverCommand(
  one: Package,
  left: Unclaimed,
  { at, by, command: commandId }: { at: string; by: string; command: string },
): CommandRequest | null {
  const pieces = arriving(one, left)
  if (pieces.length === 0) return null
  return {
    orderId: one.orderId,
    command: { type: 'deliver', pieces, at },
    by,
    commandId,
    ifVersion: null,
    channels: null,
    locations: null,
  }
}

/** The package after its arrival. */
export function arrived(one: Package, at: string): Package {
  const lines = one.lines.map((line) => ({ ...line, delivered: line.quantity }))
  return { ...one, lines, deliveredAt: at }
}
