import { clsx } from 'clsx'
import { type ReactNode, useId, useState } from 'react'
import { useWords } from '../base/words.ts'
import { instantOf, parseTime, type Time, timeOf } from './clock-text.ts'
import { DateField } from './date-field.tsx'
import { type Day, todayOf } from './date-text.ts'
import { control, Field } from './field.tsx'
import { shown } from './text-field.tsx'
import { useTyped } from './typed.ts'

/**
 * A day and a time of day, by the clock that stands here; null while either is missing. Both are typed as people write them,
 * in the language of the screen and not in that of the browser.
 */
export function MomentField({
  label,
  error,
  hint,
  className,
  value,
  onChange,
}: {
  label: string
  error?: string | undefined
  hint?: ReactNode
  className?: string
  value: Date | null
  onChange: (moment: Date | null) => void
}) {
  const { t } = useWords()
  const id = useId()
  const [day, setDay] = useState<Day | null>(value && todayOf(value))
  const [time, setTime] = useState<Time | null>(value && timeOf(value))
  const put = (next: { day: Day | null; time: Time | null }) => {
    setDay(next.day)
    setTime(next.time)
    onChange(next.day && next.time ? instantOf(next.day, next.time) : null)
  }
  return (
    <fieldset
      aria-describedby={error ? id : undefined}
      className={clsx('grid content-start gap-1', className)}
    >
      <legend className="sr-only">{label}</legend>
      <div className="grid grid-cols-[3fr_2fr] gap-2">
        <DateField
          {...shown({ label, hint })}
          value={day}
          onChange={(next) => put({ day: next, time })}
        />
        <TimeField
          label={t('kit.time_of_day')}
          value={time}
          onChange={(next) => put({ day, time: next })}
        />
      </div>
      {error && (
        <p id={id} className="text-sm text-bad">
          {error}
        </p>
      )}
    </fieldset>
  )
}

function TimeField({
  label,
  value,
  onChange,
}: {
  label: string
  value: Time | null
  onChange: (time: Time | null) => void
}) {
  const { t } = useWords()
  const typed = useTyped<Time>({
    value,
    write: (time) => time,
    read: (text) => {
      const time = parseTime(text)
      return time === null ? { problem: 'wrong' } : { value: time }
    },
    onChange,
  })
  const wrong = typed.problem && t('kit.time_wrong')
  return (
    <Field {...shown({ label, error: wrong })}>
      {(wiring) => (
        <input
          {...wiring}
          autoComplete="off"
          value={typed.text}
          onFocus={typed.focus}
          onChange={(event) => typed.type(event.target.value)}
          onBlur={typed.blur}
          className={clsx(control, 'numbers')}
        />
      )}
    </Field>
  )
}
