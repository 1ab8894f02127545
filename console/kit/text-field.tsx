import { clsx } from 'clsx'
import type { ChangeEvent, ComponentProps } from 'react'
import { control, Field, type FieldProps } from './field.tsx'

type Own = FieldProps & {
  value: string
  onChange: (value: string) => void
  /** Characters that line up: skus, numbers, codes. */
  mono?: boolean
}

/** A line of text. */
export function TextField(props: Own & Omit<ComponentProps<'input'>, keyof Own>) {
  const [field, rest] = halves(props)
  return <Field {...field}>{(wiring) => <input {...rest} {...wiring} />}</Field>
}

/** Several lines of text. */
export function TextArea(props: Own & Omit<ComponentProps<'textarea'>, keyof Own>) {
  const [field, { className, ...rest }] = halves(props)
  return (
    <Field {...field}>
      {(wiring) => (
        <textarea rows={3} {...rest} {...wiring} className={clsx(className, 'h-auto! py-1.5')} />
      )}
    </Field>
  )
}

/** What the field around the control gets, and what the control itself. */
function halves<Props extends Own>({
  label,
  hideLabel,
  error,
  hint,
  className,
  mono = false,
  onChange,
  ...rest
}: Props) {
  const inside = {
    ...rest,
    onChange: ({ target }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onChange(target.value),
    className: clsx(control, mono && 'font-mono'),
  }
  return [shown({ label, hideLabel, error, hint, className }), inside] as const
}

type Given = { [Name in keyof FieldProps]?: FieldProps[Name] | undefined } & { label: string }

/** The props without those that are undefined, which exact types tell from absent ones. */
export function shown(props: Given): FieldProps {
  return Object.fromEntries(
    Object.entries(props).filter(([, value]) => value !== undefined),
  ) as FieldProps
}
