import { type ComponentType, type ReactNode, useEffect, useState } from 'react'
import { arriving } from './arriving.ts'

/**
 * A component that is loaded when it is first shown, and shows nothing until then. Unlike `lazy` it does not suspend: React
 * holds back what was suspended for 300 ms, which is long behind a key or a click.
 */
export function loaded<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): (props: Props) => ReactNode {
  let Part: ComponentType<Props> | null = null
  return function Loaded(props: Props) {
    const [state, setState] = useState<{ error?: unknown }>({})
    useEffect(() => {
      if (Part) return
      let gone = false
      const arrived = (error?: unknown) => {
        if (!gone) setState(error === undefined ? {} : { error })
      }
      arriving(load).then((part) => {
        Part = part
        arrived()
      }, arrived)
      return () => {
        gone = true
      }
    }, [])
    // As a component that throws: the screen's boundary tells it, and what to do.
    if (state.error !== undefined) throw state.error
    return Part ? <Part {...props} /> : null
  }
}
