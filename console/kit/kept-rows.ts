// Of thousands of rows those in sight are drawn, and besides those in which something stands that must not be forgotten.
import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual'
import { useCallback, useState } from 'react'

/**
 * The fields that were emptied or whose text cannot be meant, by whatever names them. They count as nothing, so their rows are
 * to stay drawn wherever one scrolls or seeks: what is wrong with them keeps the rest from being sent (`stopsAt`).
 */
export function useOpenFields<Name>() {
  const [open, setOpen] = useState<ReadonlySet<Name>>(new Set())
  const mark = useCallback((name: Name, isOpen: boolean) => {
    setOpen((now) => {
      if (now.has(name) === isOpen) return now
      const next = new Set(now)
      if (isOpen) next.add(name)
      else next.delete(name)
      return next
    })
  }, [])
  return { open, mark }
}

/** For the virtualizer: the rows in sight, and those to keep. */
export function useKept(keep: readonly number[]): (range: Range) => number[] {
  return useCallback(
    (range) => {
      const shown = defaultRangeExtractor(range)
      if (keep.length === 0) return shown
      return [...new Set([...shown, ...keep])].sort((one, other) => one - other)
    },
    [keep],
  )
}
