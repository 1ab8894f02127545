import { type ComponentType, type ReactNode, useEffect, useState } from 'react'
import { arriving } from '../base/arriving.ts'
import { restOfWords, useWords } from '../base/words.ts'

/**
 * A component that is loaded when it is first shown, and shows nothing until then. Unlike `lazy` it does not suspend: React
 * holds back what was suspended for 300 ms, which is long behind a key or a click. What does not arrive is told in its place:
 * the screen around it, and what was typed there, stays.
 */
export function loaded<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): (props: Props) => ReactNode {
  let Part: ComponentType<Props> | null = null
  return function Loaded(props: Props) {
    const [state, setState] = useState({ missing: false })
    useEffect(() => {
      if (Part) return
      let gone = false
      const arrived = (missing: boolean) => {
        if (!gone) setState({ missing })
      }
      arriving(load).then(
        (part) => {
          Part = part
          arrived(false)
        },
        () => arrived(true),
      )
      return () => {
        gone = true
      }
    }, [])
    if (Part) return <Part {...props} />
    return state.missing ? <Missing /> : null
  }
}

/** The same for what has words that are not there from the start: it is shown with them. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): (props: Props) => ReactNode {
  return loaded(async () => (await Promise.all([load(), restOfWords()]))[0])
}

/** Browsers remember that a part did not arrive: only the page as a whole can be asked for again. */
function Missing() {
  const { t } = useWords()
  return (
    <p role="alert" className="bg-bad-soft px-2 py-1 text-sm text-bad">
      {t('shell.part_missing')}{' '}
      <button type="button" className="underline" onClick={() => location.reload()}>
        {t('common.reload')}
      </button>
    </p>
  )
}
