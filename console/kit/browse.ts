import { useEffect, useRef } from 'react'
import { useKeys } from '../base/keys.ts'
import type { GridControl } from './grid/index.ts'

const pauseMs = 120

/**
 * J and K go along a list wherever the focus is. While something is shown beside it, that follows the active row: at once after
 * a single key, and when the keys rest while one is held down, so that not everything on the way is asked for.
 */
export function useBrowse(
  control: GridControl,
  { open, show }: { open: boolean; show: (key: string) => void },
): void {
  const latest = useRef(show)
  useEffect(() => {
    latest.current = show
  })
  useKeys({ j: () => control.move('next'), k: () => control.move('previous') })
  useEffect(() => {
    if (!open) return
    let shown = control.get().active
    let timer: ReturnType<typeof setTimeout> | undefined
    let last = Number.NEGATIVE_INFINITY
    const stop = control.subscribe(() => {
      const { active } = control.get()
      if (active === shown) return
      shown = active
      clearTimeout(timer)
      const now = performance.now()
      const held = now - last < pauseMs
      last = now
      if (active !== null) timer = setTimeout(() => latest.current(active), held ? pauseMs : 0)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [control, open])
}
