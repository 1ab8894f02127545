import { useState } from 'react'
import type { Typed } from './money-text.ts'

export type TypedText = {
  text: string
  /** Why the text is no value; only once one has stopped typing. */
  problem: string | undefined
  /** The same while one still types: with it nothing may be sent. */
  wrong: string | undefined
  type: (text: string) => void
  focus: () => void
  /** Shows the value as it is written, unless what was typed is none. */
  blur: () => void
  /** Takes a value over that was not typed. */
  put: (text: string) => void
}

/**
 * A field whose text means a value: while one types the text stays as it is, and the value follows; a text that means nothing
 * is the value null. What is given from outside is shown as it is written.
 */
export function useTyped<T>({
  value,
  write,
  read,
  onChange,
}: {
  value: T | null
  write: (value: T) => string
  read: (text: string) => Typed<T>
  onChange: (value: T | null) => void
}): TypedText {
  const [typed, setTyped] = useState<string | null>(null)
  const [focused, setFocused] = useState(false)
  const shown = value === null ? '' : write(value)
  // A value that came from outside meanwhile puts the typed text aside.
  const result = typed === null || typed.trim() === '' ? null : read(typed)
  const stale = result !== null && 'value' in result && value !== null && result.value !== value
  const text = typed === null || (stale && !focused) ? shown : typed
  const wrong = result !== null && 'problem' in result && value === null
  return {
    text,
    problem: wrong && !focused ? result.problem : undefined,
    wrong: wrong ? result.problem : undefined,
    focus: () => setFocused(true),
    type: (next) => {
      setTyped(next)
      const read_ = next.trim() === '' ? null : read(next)
      onChange(read_ && 'value' in read_ ? read_.value : null)
    },
    blur: () => {
      setFocused(false)
      if (!wrong) setTyped(null)
    },
    put: (next) => setTyped(next),
  }
}
