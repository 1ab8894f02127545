import { type ComponentProps, useSyncExternalStore } from 'react'
import { later } from '../kit/loaded.tsx'
import type { MarkedBar } from './marked-bar.tsx'

const Bar = later(() => import('./marked-bar.tsx').then((part) => part.MarkedBar))

/** The bar below the list while orders are marked. */
export function Marked(props: ComponentProps<typeof MarkedBar>) {
  const { subscribe, get } = props.control
  const marked = useSyncExternalStore(subscribe, () => get().marks.size > 0)
  return marked && <Bar {...props} />
}
