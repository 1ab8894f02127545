import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { digitsOf } from '../base/format.ts'
import { type Key, useWords } from '../base/words.ts'
import { control, Field, type FieldProps } from './field.tsx'
import { moneyText, parseMoney } from './money-text.ts'
import { useStop } from './stop.ts'
import { shown } from './text-field.tsx'
import { useTyped } from './typed.ts'

type Own = FieldProps & {
  /** Minor units, or null where there is no amount. */
  value: number | null
  onChange: (minor: number | null) => void
  /** Empty while it is not known. */
  currency: string
  /** Whether an amount may be below nothing. */
  negative?: boolean
}

/**
 * An amount: `12.5` is shown as 12.50 when one is done, by the digits of its currency. A text that is none makes the form around
 * it invalid.
 */
export function MoneyField({
  label,
  hideLabel,
  error,
  hint,
  className,
  value,
  onChange,
  currency,
  negative = false,
  ...rest
}: Own & Omit<ComponentProps<'input'>, keyof Own>) {
  const { t } = useWords()
  const digits = currency === '' ? 2 : digitsOf(currency)
  const typed = useTyped({
    value,
    write: (minor) => moneyText(minor, digits),
    read: (text) => parseMoney(text, digits, { negative }),
    onChange,
  })
  const wrong = typed.wrong && t(`kit.money_${typed.wrong}` as Key, { currency, digits })
  const { box, stopped, onInvalid } = useStop(wrong)
  const words = (typed.problem || stopped) && wrong
  return (
    <Field {...shown({ label, hideLabel, error: words || error, hint, className })}>
      {(wiring) => (
        <div ref={box} className="relative">
          <input
            {...rest}
            {...wiring}
            inputMode="decimal"
            autoComplete="off"
            value={typed.text}
            onInvalid={onInvalid}
            onFocus={(event) => {
              typed.focus()
              event.target.select()
              rest.onFocus?.(event)
            }}
            onChange={(event) => typed.type(event.target.value)}
            onBlur={(event) => {
              typed.blur()
              rest.onBlur?.(event)
            }}
            className={clsx(control, 'numbers pr-11 text-right')}
          />
          <span
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 right-2 grid items-center text-xs text-muted"
          >
            {currency}
          </span>
        </div>
      )}
    </Field>
  )
}
