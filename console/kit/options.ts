import { useEffect, useRef, useState } from 'react'

/** Answers what fits a text; `signal` aborts when the text has changed meanwhile. */
export type LoadOptions<T> = (
  text: string,
  signal: AbortSignal,
) => Promise<readonly T[]> | readonly T[]

export type Options<T> = {
  items: readonly T[]
  /** The text these items fit; null while none have come. */
  of: string | null
  state: 'ready' | 'loading' | 'failed'
}

const pauseMs = 120

/**
 * What fits a text, asked for once typing pauses. The items shown before stay until the next ones come, and an answer that
 * comes late never takes the place of a newer one.
 */
export function useOptions<T>(
  text: string,
  load: LoadOptions<T>,
  when: boolean,
  reload = '',
): Options<T> {
  const [options, setOptions] = useState<Options<T>>({ items: [], of: null, state: 'ready' })
  const latest = useRef(load)
  useEffect(() => {
    latest.current = load
  })
  useEffect(() => {
    if (!when) return
    const controller = new AbortController()
    setOptions((now) => ({ ...now, state: 'loading' }))
    const ask = async () => {
      try {
        const items = await latest.current(text, controller.signal)
        if (!controller.signal.aborted) setOptions({ items, of: text, state: 'ready' })
      } catch {
        if (!controller.signal.aborted)
          setOptions((now) => ({ items: now.items, of: null, state: 'failed' }))
      }
    }
    const timer = setTimeout(ask, pauseMs)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [text, when, reload])
  return options
}
