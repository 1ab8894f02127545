import type { Tx } from '../../base/platform/index.ts'
import { type Companion, companionsOf } from './fulfilment.sql.ts'
import type { FulfilmentLine, FulfilmentOrder } from './fulfilment.ts'

/** Fulfilment orders as the API shows them: their lines and sums, and those that go in one parcel with them. */
export async function fulfilmentOrderViews(tx: Tx, orders: readonly FulfilmentOrder[]) {
  const companions = await companionsOf(tx, orders)
  return orders.map((order) => fulfilmentOrderView(order, companions.get(order.id) ?? []))
}

function fulfilmentOrderView(order: FulfilmentOrder, together: readonly Companion[]) {
  const sum = (
    count: keyof FulfilmentLine & ('quantity' | 'picked' | 'packed' | 'shipped' | 'recalled'),
  ) => order.lines.reduce((all, line) => all + line[count], 0)
  return {
    ...order,
    together,
    units: sum('quantity'),
    picked: sum('picked'),
    packed: sum('packed'),
    shipped: sum('shipped'),
    recalled: sum('recalled'),
  }
}
