// The sequence in which views stand. Pure.
import type { View } from './view-state.ts'

/** The views with one of them moved a step, and those whose position has to be written for it. */
export function moved(views: readonly View[], id: string, step: -1 | 1): View[] {
  const from = views.findIndex((view) => view.id === id)
  const to = from + step
  if (from < 0 || to < 0 || to >= views.length) return []
  const order = [...views]
  const [one] = order.splice(from, 1)
  order.splice(to, 0, one as View)
  return order.flatMap((view, position) =>
    view.position === position ? [] : [{ ...view, position }],
  )
}
