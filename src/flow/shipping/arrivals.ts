// Delivered packages, counted on their orders. A piece is delivered once, whoever says so first.

import type { Tx } from '../../base/platform/index.ts'
import { type CommandRequest, type LinePieces, lockOrders, type Order } from '../../orders/index.ts'
import { accountedFor, type Package } from '../warehouse/index.ts'

/** Delivered pieces that no package has accounted for yet: somebody said so by hand. `order line` → pieces. */
export type Unclaimed = Map<string, number>

/** Locks the orders and finds what was delivered by hand. */
export async function openArrivals(tx: Tx, orderIds: readonly string[]): Promise<Unclaimed> {
  if (orderIds.length === 0) return new Map()
  // What other packages of the order account for is only known once the order is locked.
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
 * The pieces of a package that its arrival delivers: all of them, less those that were delivered by hand before and that no
 * other package has taken as its own.
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

/** The command that tells the order, null when it knows already. */
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
