import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useKeys } from '../base/keys.ts'
import { useWords } from '../base/words.ts'
import { Kbd } from '../kit/kbd.tsx'

/** Long enough for a word to be typed, short enough not to be waited for. */
const pauseMs = 180

/** One box for everything: numbers, names, telephones, goods, waybills, whole or in part. */
export function SearchBox({
  value,
  onChange,
  onEnter,
}: {
  value: string
  onChange: (q: string) => void
  onEnter: () => void
}) {
  const { t } = useWords()
  const [text, setText] = useState(value)
  const input = useRef<HTMLInputElement>(null)
  const typed = useRef(value)
  // The address may change without this box: by going back, or by taking a filter away.
  useEffect(() => {
    if (value !== typed.current.trim()) setText(value)
    typed.current = value
  }, [value])
  useEffect(() => {
    if (text.trim() === typed.current.trim()) return
    const timer = setTimeout(() => {
      typed.current = text
      onChange(text.trim())
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [text, onChange])
  useKeys({ '/': () => input.current?.select() })
  return (
    <div className="relative min-w-40 max-w-xl grow">
      <Search
        size={15}
        aria-hidden="true"
        className="pointer-events-none absolute top-2 left-2.5 text-muted max-sm:top-3.5"
      />
      <input
        ref={input}
        type="search"
        aria-label={t('desk.search')}
        placeholder={t('desk.search_hint')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.code === 'Escape' && text !== '') setText('')
          else if (event.code === 'Escape') event.currentTarget.blur()
          else if (event.code === 'Enter' || event.code === 'ArrowDown') onEnter()
          else return
          event.preventDefault()
        }}
        className="h-8 w-full rounded-md border border-strong bg-surface pr-8 pl-8 text-base max-sm:h-11 [&::-webkit-search-cancel-button]:hidden"
      />
      <span className="pointer-events-none absolute top-1.5 right-2 max-sm:hidden">
        <Kbd keys="/" />
      </span>
    </div>
  )
}
