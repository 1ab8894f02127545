import { type Floor, type Order, useFulfilmentOrders, usePackages } from '../acting/index.ts'
import { useWords } from '../base/words.ts'
import { Parcel } from './parcel.tsx'
import { Work } from './work.tsx'

/**
 * What the warehouse was told and what left: fulfilment orders with their slip and packages, and packages that left without
 * one. `floor`: what may be done with them.
 */
export function Packages({ order, floor }: { order: Order; floor?: Floor }) {
  const { t } = useWords()
  const packages = usePackages(order.id)?.items
  const works = useFulfilmentOrders(order.id)
  if (!packages || !works) return null
  if (packages.length === 0 && works.length === 0)
    return <p className="text-sm text-muted">{t('order.no_packages')}</p>
  const others = packages.filter(
    ({ fulfilmentOrderId }) => !works.some(({ id }) => id === fulfilmentOrderId),
  )
  return (
    <ul className="grid grid-cols-1 gap-3">
      {works.map((work) => (
        <Work key={work.id} {...{ work, packages, order, floor }} />
      ))}
      {others.map((one) => (
        <Parcel key={one.id} parcel={one} order={order} floor={floor} />
      ))}
    </ul>
  )
}
