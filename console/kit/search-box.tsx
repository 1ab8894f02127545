import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useKeys } from '../base/keys.ts'
import { control } from './field.tsx'

const pauseMs = 150

/** Asks when typing pauses; `/` brings the focus here, Esc leaves it. */
export function SearchBox({
  value,
  label,
  onChange,
}: {
  value: string
  label: string
  onChange: (q: string) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(value)
  const asked = useRef(value)
  useEffect(() => {
    // The address was changed by something else: the box follows.
    if (value !== asked.current) setTyped(value)
    asked.current = value
  }, [value])
  useEffect(() => {
    if (typed === asked.current) return
    const timer = setTimeout(() => {
      asked.current = typed
      onChange(typed)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [typed, onChange])
  useKeys({ '/': () => input.current?.select() })
  return (
    <div className="relative w-56 max-sm:w-auto max-sm:grow">
      <Search
        size={14}
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-muted"
      />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        className={`${control} pl-7`}
      />
    </div>
  )
}
