import { type ComponentProps, useState } from 'react'
import { useWords } from '../base/words.ts'
import type { FieldProps } from './field.tsx'
import { isPhone, tidyPhone } from './phone-text.ts'
import { TextField } from './text-field.tsx'

type Own = FieldProps & { value: string; onChange: (phone: string) => void }

/** A telephone number; doubts about it are told once one has left it. */
export function PhoneField({
  value,
  onChange,
  error,
  ...rest
}: Own & Omit<ComponentProps<'input'>, keyof Own>) {
  const { t } = useWords()
  const [left, setLeft] = useState(false)
  const wrong = left && value.trim() !== '' && !isPhone(value)
  const words = wrong ? t('kit.phone_wrong') : error
  return (
    <TextField
      {...rest}
      type="tel"
      inputMode="tel"
      autoComplete="off"
      value={value}
      onChange={(text) => {
        setLeft(false)
        onChange(text)
      }}
      onBlur={() => {
        setLeft(true)
        onChange(tidyPhone(value))
      }}
      {...(words !== undefined && { error: words })}
    />
  )
}
