// The kit's fields, tied to a form by name.
import type { Control, FieldPath, FieldValues } from 'react-hook-form'
import { Check } from '../kit/checklist.tsx'
import { FieldOf } from '../kit/form.tsx'
import { PercentField } from '../kit/percent-field.tsx'
import { Select } from '../kit/select.tsx'
import { TextArea, TextField } from '../kit/text-field.tsx'
import { type Scope, ScopeFields } from './scope-fields.tsx'

export type FormControl<V extends FieldValues> = Control<V>

type Tied<V extends FieldValues> = {
  control: Control<V>
  name: FieldPath<V>
  label: string
  hint?: string
}

type TextProps<V extends FieldValues> = Tied<V> & {
  mono?: boolean
  rows?: number
  placeholder?: string
  type?: string
  className?: string
  autoComplete?: string
  /** Nothing typed is null. */
  orNull?: boolean
}

/** A line of text, or several where `rows` is given. */
export function FormText<V extends FieldValues>({
  control,
  name,
  rows,
  orNull = false,
  ...rest
}: TextProps<V>) {
  return (
    <FieldOf control={control} name={name}>
      {({ value, onChange, ...wired }) => {
        const given = {
          ...rest,
          ...wired,
          value: (value ?? '') as string,
          onChange: (text: string) => onChange(orNull && text === '' ? null : text),
        }
        return rows ? <TextArea {...given} rows={rows} /> : <TextField {...given} />
      }}
    </FieldOf>
  )
}

/** A whole number; empty is null. */
export function FormNumber<V extends FieldValues>({ control, name, ...rest }: Tied<V>) {
  return (
    <FieldOf control={control} name={name}>
      {({ value, onChange, ...wired }) => (
        <TextField
          {...rest}
          {...wired}
          inputMode="numeric"
          value={value === null || value === undefined ? '' : String(value)}
          onChange={(text) => onChange(numberOf(text))}
        />
      )}
    </FieldOf>
  )
}

/** What is no number stays as it was typed, for the form to say so. */
function numberOf(text: string): number | null | string {
  const plain = text.trim()
  if (plain === '') return null
  return /^-?\d{1,9}$/.test(plain) ? Number(plain) : text
}

export function FormCheck<V extends FieldValues>({ control, name, label, hint }: Tied<V>) {
  return (
    <FieldOf control={control} name={name}>
      {({ value, onChange }) => (
        <Check
          label={label}
          {...(hint !== undefined && { hint })}
          checked={Boolean(value)}
          onChange={(checked) => onChange(checked)}
        />
      )}
    </FieldOf>
  )
}

/** One of a few; with `orNull`, the empty choice is null. */
export function FormSelect<V extends FieldValues>({
  control,
  name,
  options,
  orNull = false,
  ...rest
}: Tied<V> & { options: readonly { value: string; label: string }[]; orNull?: boolean }) {
  return (
    <FieldOf control={control} name={name}>
      {({ value, onChange, ...wired }) => (
        <Select
          {...rest}
          {...wired}
          value={(value ?? '') as string}
          onChange={(one) => onChange(orNull && one === '' ? null : one)}
          options={options}
        />
      )}
    </FieldOf>
  )
}

/** A share, in parts per million; empty is null. */
export function FormPercent<V extends FieldValues>({ control, name, ...rest }: Tied<V>) {
  return (
    <FieldOf control={control} name={name}>
      {({ value, onChange, ...wired }) => (
        <PercentField
          {...rest}
          {...wired}
          value={value as number | null}
          onChange={(ppm) => onChange(ppm)}
        />
      )}
    </FieldOf>
  )
}

/** Channels and locations that somebody is limited to. */
export function FormScope<V extends FieldValues>({
  control,
  name,
}: {
  control: Control<V>
  name: FieldPath<V>
}) {
  return (
    <FieldOf control={control} name={name}>
      {({ value, onChange }) => (
        <ScopeFields value={value as Scope} onChange={(scope) => onChange(scope)} />
      )}
    </FieldOf>
  )
}
