// Where one is in the list: restored when coming back, followed by the keyboard, extended at the end.
import type { Range, ReactVirtualizer } from '@tanstack/react-virtual'
import { defaultRangeExtractor } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { GridControl } from './control.ts'

/** The rows in sight and the active one, which must be in the page to be named. */
export function withActive(range: Range, active: number): number[] {
  const indexes = defaultRangeExtractor(range)
  if (active < 0 || active >= range.count || indexes.includes(active)) return indexes
  return active < (indexes[0] ?? 0) ? [active, ...indexes] : [...indexes, active]
}

/** Scrolls to where the list was left, as soon as as many rows are there again. */
export function usePlace(
  control: GridControl,
  list: string,
  keys: readonly string[],
  scroller: RefObject<HTMLDivElement | null>,
  height: number,
): void {
  const sought = useRef<{ top: number; left: number } | null>(null)
  useLayoutEffect(() => control.setKeys(keys), [control, keys])
  useLayoutEffect(() => {
    control.place.element = scroller.current
  }, [control, scroller])
  useLayoutEffect(() => {
    sought.current = control.enter(list)
  }, [control, list])
  useLayoutEffect(() => {
    const place = sought.current
    const element = scroller.current
    if (!place || !element || (place.top > 0 && height < place.top)) return
    sought.current = null
    element.scrollTop = place.top
    element.scrollLeft = place.left
  }, [list, height, scroller])
}

/** Keeps the active row in sight when it moves; a list that only grew does not scroll. */
export function useFollowActive(
  active: string | null,
  keys: readonly string[],
  virtual: ReactVirtualizer<HTMLDivElement, Element>,
): void {
  const before = useRef(active)
  useEffect(() => {
    if (before.current === active) return
    before.current = active
    const index = active === null ? -1 : keys.indexOf(active)
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' })
  }, [active, keys, virtual])
}

const ahead = 30

/** Asks for more while the last loaded rows are near. */
export function useEnd(
  lastInSight: number,
  count: number,
  more: boolean,
  onEnd: (() => void) | undefined,
): void {
  const near = more && count > 0 && lastInSight >= count - ahead
  useEffect(() => {
    if (near && count > 0) onEnd?.()
  }, [near, count, onEnd])
}

/** How wide the part is that scrolls, without its bar. */
export function useRoom(scroller: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY)
  useLayoutEffect(() => {
    const part = scroller.current
    if (!part) return
    const measure = () => setRoom(part.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(part)
    return () => observer.disconnect()
  }, [scroller])
  return room
}
