import { useEffect, useRef } from 'react'
import { useKeys } from '../app/keys.ts'
import type { GridControl } from './grid/index.ts'

const pauseMs = 90

/**
 * J and K go along a list wherever the focus is. While something is shown beside it, that follows the active row as soon as the
 * keys rest, so that holding one down does not ask for everything on the way.
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
    const stop = control.subscribe(() => {
      const { active } = control.get()
      if (active === shown) return
      shown = active
      clearTimeout(timer)
      if (active !== null) timer = setTimeout(() => latest.current(active), pauseMs)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [control, open])
}
