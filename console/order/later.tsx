// What other rooms show of an order is loaded when the first one is opened: the desk starts without it.
import { lazy, Suspense } from 'react'

const Panel = lazy(() => import('./panel.tsx').then((module) => ({ default: module.Panel })))

/** What stands in a side panel about an order. */
export function OrderPanel({ id }: { id: string }) {
  return (
    <Suspense>
      <Panel id={id} />
    </Suspense>
  )
}
