import { versionTag } from '../../base/http/index.ts'
import { isRefusal, type Refusal, type Tx } from '../../base/platform/index.ts'
import { type Companion, companionsOf } from './fulfilment.sql.ts'
import type { FulfilmentLine, FulfilmentOrder } from './fulfilment.ts'
import type { Done, Package } from './package.ts'
import { parcelsOf } from './packages.sql.ts'

/** The answer of a step on packages: the fulfilment order after it, and its packages. */
export async function doneOrRefused(tx: Tx, outcomes: readonly (Done | Refusal)[]) {
  const done = outcomes.flatMap((one) => (isRefusal(one) ? [] : one.order))
  const views = (await fulfilmentOrderViews(tx, done)).values()
  const shown = await shownBy(
    tx,
    outcomes.flatMap((one) => (isRefusal(one) ? [] : one.packages)),
  )
  return outcomes.map((outcome) => {
    if (isRefusal(outcome)) return outcome
    const { order, packages } = outcome
    return {
      headers: versionTag(order.version),
      body: { fulfilmentOrder: views.next().value, packages: packages.map(shown) },
    }
  })
}

/** Shows each of these packages. */
export async function shownBy(tx: Tx, packages: readonly Package[]) {
  const views = await packageViews(tx, packages)
  const of = new Map(packages.map((one, index) => [one, views[index] as (typeof views)[number]]))
  return (one: Package) => of.get(one) as (typeof views)[number]
}

/** Fulfilment orders as the API shows them: their lines and sums, and the others of their parcel. */
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

type Mate = { id: string; orderId: string; orderNumber: number }

/** Packages as the API shows them, each with the others of its parcel. */
export async function packageViews(tx: Tx, packages: readonly Package[]) {
  const mates = await parcelsOf(tx, packages)
  return packages.map((one) => {
    const others = mates.filter(({ id, parcel }) => parcel === one.parcel && id !== one.id)
    return packageView(one, others)
  })
}

function packageView({ orderVersion: _, lines, ...one }: Package, mates: readonly Mate[]) {
  return {
    ...one,
    together: mates.map(({ id, orderId, orderNumber }) => ({ id, orderId, orderNumber })),
    lines: lines.map(({ line, sku, quantity }) => ({ line, sku, quantity })),
  }
}
