import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { control, Field, type FieldProps } from './field.tsx'
import { shown } from './text-field.tsx'

type Own<T extends string> = FieldProps & {
  value: T
  onChange: (value: T) => void
  options: readonly { value: T; label: string; disabled?: boolean }[]
}

/** One of a few: the browser's own list, which every keyboard, phone and reader knows. */
export function Select<T extends string>({
  label,
  hideLabel,
  error,
  hint,
  className,
  value,
  onChange,
  options,
  ...rest
}: Own<T> & Omit<ComponentProps<'select'>, keyof Own<T>>) {
  return (
    <Field {...shown({ label, hideLabel, error, hint, className })}>
      {(wiring) => (
        <select
          {...rest}
          {...wiring}
          value={value}
          onChange={(event) => onChange(event.target.value as T)}
          className={clsx(control, 'pr-6')}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
