import type { Tx } from '../../base/platform/index.ts'
import type { Package } from './package.ts'
import { parcelsOf } from './packages.sql.ts'

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
