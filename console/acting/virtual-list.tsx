import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'
import { useKept } from '../kit/kept-rows.ts'

const none: readonly number[] = []

/** Rows of one height in a box that scrolls; of thousands, those in sight are drawn. */
export function VirtualList({
  count,
  rowPx,
  row,
  keep = none,
  label,
}: {
  count: number
  /** The height of a row in pixels. */
  rowPx: number
  row: (index: number) => ReactNode
  /** Rows that stay drawn out of sight, for what was typed in them. */
  keep?: readonly number[]
  /** Given where the rows hold nothing that takes the focus: then the box itself does, to be scrolled by keyboard. */
  label?: string
}) {
  const box = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => rowPx,
    overscan: 6,
    rangeExtractor: useKept(keep),
  })
  const { measure } = virtual
  // Rows that became higher are laid out anew.
  useEffect(() => measure(), [measure, rowPx])
  const height = virtual.getTotalSize()
  const reached = label !== undefined && { tabIndex: 0, role: 'region', 'aria-label': label }
  return (
    <div
      ref={box}
      {...reached}
      className="relative overflow-y-auto rounded-md border border-line px-2"
      style={{ height: `min(20rem, ${height + 2}px)` }}
    >
      <ul className="relative" style={{ height }}>
        {virtual.getVirtualItems().map(({ index, key, start, size }) => (
          <li
            key={key}
            aria-setsize={count}
            aria-posinset={index + 1}
            className="absolute inset-x-0 top-0"
            style={{ height: size, transform: `translateY(${start}px)` }}
          >
            {row(index)}
          </li>
        ))}
      </ul>
    </div>
  )
}
