import { clsx } from 'clsx'
import { Minus, Plus } from 'lucide-react'
import type { ComponentProps, KeyboardEvent } from 'react'
import { type Key, useWords } from '../base/words.ts'
import { control, Field, type FieldProps } from './field.tsx'
import { isSum, parseQuantity } from './quantity-text.ts'
import { useStop } from './stop.ts'
import { shown } from './text-field.tsx'
import { useTyped } from './typed.ts'

type Own = FieldProps & {
  value: number | null
  onChange: (quantity: number | null) => void
  min?: number
  max?: number
  /** Buttons for one more and one less, and the arrow keys (true). */
  steps?: boolean
}

/**
 * A whole number. Sums may be typed, `3*12`; their result is shown beside them. A text that is none, or out of range, makes the
 * form around it invalid, in our words.
 */
export function QuantityField({
  label,
  hideLabel,
  error,
  hint,
  className,
  value,
  onChange,
  min = 1,
  max = 1_000_000,
  steps = true,
  ...rest
}: Own & Omit<ComponentProps<'input'>, keyof Own>) {
  const { t } = useWords()
  const typed = useTyped({
    value,
    write: String,
    read: (text) => parseQuantity(text, { min, max }),
    onChange,
  })
  const step = (by: number) => {
    const next = Math.min(max, Math.max(min, (value ?? min - by) + by))
    typed.put(String(next))
    onChange(next)
  }
  const wrong = typed.wrong && t(`kit.quantity_${typed.wrong}` as Key, { min, max })
  const { box, stopped, onInvalid } = useStop(wrong)
  const words = (typed.problem || stopped) && wrong
  return (
    <Field {...shown({ label, hideLabel, error: words || error, hint, className })}>
      {(wiring) => (
        <div ref={box} className="relative flex">
          {steps && <Step label={t('kit.quantity_less')} by={-1} step={step} off={value === min} />}
          <input
            {...rest}
            {...wiring}
            inputMode="numeric"
            autoComplete="off"
            value={typed.text}
            onInvalid={onInvalid}
            onChange={(event) => typed.type(event.target.value)}
            onFocus={(event) => {
              typed.focus()
              event.target.select()
              rest.onFocus?.(event)
            }}
            onBlur={(event) => {
              typed.blur()
              rest.onBlur?.(event)
            }}
            onKeyDown={(event) => {
              rest.onKeyDown?.(event)
              if (steps) stepByKey(event, step)
            }}
            className={clsx(control, 'numbers min-w-0 text-right', steps && 'mx-1')}
          />
          {steps && <Step label={t('kit.quantity_more')} by={1} step={step} off={value === max} />}
          <Sum text={typed.text} value={value} />
        </div>
      )}
    </Field>
  )
}

function stepByKey(event: KeyboardEvent, step: (by: number) => void) {
  const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
  if (by === 0 || event.defaultPrevented || event.nativeEvent.isComposing) return
  event.preventDefault()
  step(event.shiftKey ? by * 10 : by)
}

/** Not a stop of the tab key: the arrow keys do the same. */
function Step({
  label,
  by,
  step,
  off,
}: {
  label: string
  by: number
  step: (by: number) => void
  off: boolean
}) {
  const Picture = by < 0 ? Minus : Plus
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      disabled={off}
      onClick={() => step(by)}
      className="grid w-8 shrink-0 place-items-center rounded-md border border-line text-muted hover:bg-sunken disabled:opacity-50 max-sm:w-11"
    >
      <Picture size={14} aria-hidden="true" />
    </button>
  )
}

function Sum({ text, value }: { text: string; value: number | null }) {
  if (!isSum(text) || value === null) return null
  return (
    <output className="numbers absolute top-full right-0 z-10 mt-0.5 rounded-sm bg-raised px-1.5 text-sm text-muted shadow-over">
      = {value}
    </output>
  )
}
