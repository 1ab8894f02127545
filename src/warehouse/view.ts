import type { FulfilmentLine, FulfilmentOrder } from './fulfilment.ts'

/** A fulfilment order as the API shows it: its lines and their sums. */
export function fulfilmentOrderView(order: FulfilmentOrder) {
  const sum = (
    count: keyof FulfilmentLine & ('quantity' | 'picked' | 'packed' | 'shipped' | 'recalled'),
  ) => order.lines.reduce((all, line) => all + line[count], 0)
  return {
    ...order,
    units: sum('quantity'),
    picked: sum('picked'),
    packed: sum('packed'),
    shipped: sum('shipped'),
    recalled: sum('recalled'),
  }
}
