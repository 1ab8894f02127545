import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { control, Field, type FieldProps } from './field.tsx'

type Own = FieldProps & {
  value: string
  onChange: (value: string) => void
  /** Characters that line up: skus, numbers, codes. */
  mono?: boolean
}

/** A line of text. */
export function TextField({
  label,
  hideLabel,
  error,
  hint,
  className,
  value,
  onChange,
  mono = false,
  ...rest
}: Own & Omit<ComponentProps<'input'>, keyof Own>) {
  return (
    <Field {...shown({ label, hideLabel, error, hint, className })}>
      {(wiring) => (
        <input
          {...rest}
          {...wiring}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={clsx(control, mono && 'font-mono')}
        />
      )}
    </Field>
  )
}

/** Several lines of text. */
export function TextArea({
  label,
  hideLabel,
  error,
  hint,
  className,
  value,
  onChange,
  mono = false,
  ...rest
}: Own & Omit<ComponentProps<'textarea'>, keyof Own>) {
  return (
    <Field {...shown({ label, hideLabel, error, hint, className })}>
      {(wiring) => (
        <textarea
          rows={3}
          {...rest}
          {...wiring}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={clsx(control, 'h-auto py-1.5 max-sm:h-auto', mono && 'font-mono')}
        />
      )}
    </Field>
  )
}

type Given = { [Name in keyof FieldProps]?: FieldProps[Name] | undefined } & { label: string }

/** The props without those that are undefined, which exact types tell from absent ones. */
export function shown(props: Given): FieldProps {
  return Object.fromEntries(
    Object.entries(props).filter(([, value]) => value !== undefined),
  ) as FieldProps
}
