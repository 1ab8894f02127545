import { useCallback, useEffect, useRef } from 'react'

/** Runs at most once in a while and never twice at a time; on a page that nobody sees it waits until somebody does. */
export function useThrottled(run: () => Promise<void>, pauseMs: number): () => void {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const wanted = useRef(false)
  const latest = useRef(run)
  latest.current = run
  const ask = useCallback(() => {
    wanted.current = true
    if (timer.current !== null || document.hidden) return
    timer.current = setTimeout(async () => {
      wanted.current = false
      // A failed run is made good by the next one; the connection's state is told by the shell.
      await latest.current().catch(() => {})
      timer.current = null
      if (wanted.current) ask()
    }, pauseMs)
  }, [pauseMs])
  useEffect(() => {
    const seen = () => {
      if (!document.hidden && wanted.current) ask()
    }
    document.addEventListener('visibilitychange', seen)
    return () => {
      document.removeEventListener('visibilitychange', seen)
      if (timer.current !== null) clearTimeout(timer.current)
      timer.current = null
    }
  }, [ask])
  return ask
}
