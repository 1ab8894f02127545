import { clsx } from 'clsx'
import { type Key, useWords } from '../base/words.ts'
import { control, Field, type FieldProps } from './field.tsx'
import { moneyText, parseMoney } from './money-text.ts'
import { useStop } from './stop.ts'
import { shown } from './text-field.tsx'
import { useTyped } from './typed.ts'

/** A hundredth has four more digits: 12.5 % is 125,000 parts per million. */
const digits = 4

/**
 * A share in per cent; its value is in parts per million, null where nothing is typed. A text that is none makes the form
 * around it invalid.
 */
export function PercentField({
  value,
  onChange,
  ...field
}: FieldProps & { value: number | null; onChange: (ppm: number | null) => void }) {
  const { t } = useWords()
  const typed = useTyped({
    value,
    write: (ppm) => moneyText(ppm, digits).replace(/\.?0+$/, ''),
    read: (text) => parseMoney(text.replace(/\s*[%％]\s*$/, ''), digits),
    onChange,
  })
  const wrong = typed.wrong && t(`kit.money_${typed.wrong}` as Key, { currency: '%', digits })
  const { box, stopped, onInvalid } = useStop(wrong)
  const words = (typed.problem || stopped) && wrong
  return (
    <Field {...shown({ ...field, error: words || field.error })}>
      {(wiring) => (
        <div ref={box} className="relative">
          <input
            {...wiring}
            inputMode="decimal"
            autoComplete="off"
            value={typed.text}
            onInvalid={onInvalid}
            onFocus={(event) => {
              typed.focus()
              event.target.select()
            }}
            onChange={(event) => typed.type(event.target.value)}
            onBlur={typed.blur}
            className={clsx(control, 'numbers pr-7 text-right')}
          />
          <span
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 right-2 grid items-center text-xs text-muted"
          >
            %
          </span>
        </div>
      )}
    </Field>
  )
}
