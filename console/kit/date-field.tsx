import { clsx } from 'clsx'
import { CalendarDays } from 'lucide-react'
import { type ComponentProps, lazy, Suspense, useRef, useState } from 'react'
import { arriving } from '../base/arriving.ts'
import { useWords } from '../base/words.ts'
import { type Day, parseDay, todayOf } from './date-text.ts'
import { control, Field, type FieldProps } from './field.tsx'
import { IconButton } from './icon-button.tsx'
import { useStop } from './stop.ts'
import { shown } from './text-field.tsx'
import { useTyped } from './typed.ts'

const DatePopup = lazy(() =>
  arriving(() => import('./date-popup.tsx').then(({ DatePopup }) => ({ default: DatePopup }))),
)

type Own = FieldProps & { value: Day | null; onChange: (day: Day | null) => void }

/** A day, typed as people write it (`23 Nov`, `11月23日`, `+3`, `today`) or picked from a calendar. */
export function DateField({
  label,
  hideLabel,
  error,
  hint,
  className,
  value,
  onChange,
  ...rest
}: Own & Omit<ComponentProps<'input'>, keyof Own>) {
  const { t, lang } = useWords()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const typed = useTyped<Day>({
    value,
    write: (day) => day,
    read: (text) => {
      const day = parseDay(text, todayOf(new Date()), lang)
      return day === null ? { problem: 'wrong' } : { value: day }
    },
    onChange,
  })
  const wrong = typed.wrong && t('kit.date_wrong')
  const { box, stopped, onInvalid } = useStop(wrong)
  const words = (typed.problem || stopped) && wrong
  return (
    <Field {...shown({ label, hideLabel, error: words || error, hint, className })}>
      {(wiring) => (
        <div ref={box} className="relative">
          <input
            {...rest}
            {...wiring}
            autoComplete="off"
            value={typed.text}
            onInvalid={onInvalid}
            onFocus={typed.focus}
            onChange={(event) => typed.type(event.target.value)}
            onBlur={typed.blur}
            className={clsx(control, 'numbers pr-9')}
          />
          <IconButton
            ref={button}
            label={t('kit.date_open')}
            aria-expanded={open}
            onClick={() => setOpen(true)}
            className="absolute inset-y-0 right-0"
          >
            <CalendarDays size={16} aria-hidden="true" />
          </IconButton>
          {open && (
            <Suspense>
              <DatePopup
                anchor={button}
                value={value}
                onClose={() => setOpen(false)}
                onPick={(day) => {
                  typed.put(day)
                  onChange(day)
                  setOpen(false)
                }}
              />
            </Suspense>
          )}
        </div>
      )}
    </Field>
  )
}
