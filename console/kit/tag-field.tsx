import { X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useWords } from '../base/words.ts'
import { control, Field, type FieldProps } from './field.tsx'
import { shown } from './text-field.tsx'

/** Several short texts: Enter or a comma adds one, Backspace in the empty field takes the last away. */
export function TagField({
  value,
  onChange,
  max = 20,
  clean = (text) => text.trim(),
  label,
  hideLabel,
  error,
  hint,
  className,
}: FieldProps & {
  value: readonly string[]
  onChange: (tags: string[]) => void
  max?: number
  /** A tag as it is kept; empty refuses it. */
  clean?: (text: string) => string
}) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const full = value.length >= max
  const add = (typed: string) => {
    const tags = typed.split(/[,，\n\t]/).map(clean)
    const next = [...new Set([...value, ...tags.filter(Boolean)])].slice(0, max)
    setText('')
    onChange(next)
  }
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Backspace' && text === '' && value.length > 0) onChange(value.slice(0, -1))
    if (event.key !== 'Enter' || text.trim() === '') return
    event.preventDefault()
    add(text)
  }
  const said = hint ?? (full ? t('kit.tags_full', { max }) : t('kit.tags_hint'))
  return (
    <Field {...shown({ label, hideLabel, error, hint: said, className })}>
      {(wiring) => (
        <div className="flex flex-wrap items-center gap-1">
          {value.map((tag) => (
            <span
              key={tag}
              className="inline-flex h-7 items-center gap-1 rounded-sm bg-sunken pl-2 text-sm"
            >
              {tag}
              <button
                type="button"
                aria-label={t('kit.tags_remove', { tag })}
                onClick={() => onChange(value.filter((other) => other !== tag))}
                className="grid size-6 place-items-center rounded-sm text-muted hover:text-ink"
              >
                <X size={12} aria-hidden="true" />
              </button>
            </span>
          ))}
          <input
            {...wiring}
            value={text}
            disabled={full}
            autoComplete="off"
            onChange={({ target }) =>
              /[,，]/.test(target.value) ? add(target.value) : setText(target.value)
            }
            onKeyDown={keys}
            onBlur={() => text.trim() !== '' && add(text)}
            className={`${control} w-40 grow`}
          />
        </div>
      )}
    </Field>
  )
}
