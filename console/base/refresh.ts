import { useCallback, useEffect, useRef } from 'react'
import { useLive } from './live.ts'

/**
 * Asks again when facts of these topics come, at most once in `everyMs`, and for the last of a burst too. While the page is
 * out of sight it waits until it is seen.
 */
export function useRefresh(
  topics: readonly string[],
  refresh: () => unknown,
  everyMs = 2_000,
): void {
  const latest = useRef(refresh)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const last = useRef(0)
  useEffect(() => {
    latest.current = refresh
  })
  // One and the same function, so that it waits for the page once, however much happens meanwhile.
  const now = useCallback(() => latest.current(), [])
  const run = useCallback(() => {
    timer.current = undefined
    last.current = performance.now()
    if (document.visibilityState === 'visible') now()
    else document.addEventListener('visibilitychange', now, { once: true })
  }, [now])
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      document.removeEventListener('visibilitychange', now)
    },
    [now],
  )
  useLive(topics, () => {
    const wait = Math.max(0, everyMs - (performance.now() - last.current))
    timer.current ??= setTimeout(run, wait)
  })
}
