// What shipping was charged, and what of it could be given back when orders share a parcel. Pure.
import type { Order } from '../acting/index.ts'

type Paying = Pick<Order, 'charges' | 'currency' | 'taxIncluded'>

/** What an order was charged for shipping, with its tax, in minor units. */
export function shippingOf({ charges, taxIncluded }: Paying): number {
  return charges
    .filter(({ code }) => code === 'shipping')
    .reduce((sum, { amount, tax }) => sum + amount + (taxIncluded ? 0 : tax), 0)
}

/** One parcel costs what the dearest of them paid; null where there is nothing to give back, or several currencies. */
export function freightOf(orders: readonly Paying[]) {
  const currency = orders[0]?.currency ?? ''
  if (orders.some((order) => order.currency !== currency)) return null
  const paid = orders.map(shippingOf)
  const sum = paid.reduce((all, one) => all + one, 0)
  const back = sum - Math.max(0, ...paid)
  return back > 0 ? { sum, back, currency } : null
}
