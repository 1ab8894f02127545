import { type ReactNode, useState } from 'react'
import type { Language } from '../base/look.ts'
import { localeOf } from '../base/look.ts'
import { type Key, useWords } from '../base/words.ts'
import {
  type AddressFields,
  type AddressKey,
  type ReadAddress,
  readAddress,
} from './address-text.ts'
import { Button } from './button.tsx'
import { PhoneField } from './phone-field.tsx'
import { RegionField } from './region-field.tsx'
import { loadRegions } from './regions.ts'
import { Select } from './select.tsx'
import { TextArea, TextField } from './text-field.tsx'

export type AddressErrors = Partial<Record<AddressKey, string>>

/**
 * An address: a box that reads a whole one, and its fields as the country has them. What the reading guessed is marked until
 * it is touched. `errors` stand at their fields.
 */
export function AddressForm({
  value,
  onChange,
  errors = {},
  countries = usual,
  onRead,
}: {
  value: AddressFields
  onChange: (value: AddressFields) => void
  errors?: AddressErrors
  countries?: readonly string[]
  /** What else a pasted text told, as a mail address. */
  onRead?: (read: ReadAddress) => void
}) {
  const [unsure, setUnsure] = useState<readonly AddressKey[]>([])
  const change = (part: AddressFields) => {
    setUnsure((now) => now.filter((key) => !(key in part)))
    onChange(withoutEmpty({ ...value, ...part }))
  }
  const marks = { errors, unsure }
  return (
    <div className="grid gap-3">
      <PasteBox
        country={value.country ?? 'GB'}
        onRead={(read) => {
          // A name that is known stays when the text tells none.
          const { name, phone } = value
          onChange({ ...(name && { name }), ...(phone && { phone }), ...read.fields })
          // What was known already is no guess.
          const uncertain = read.uncertain.filter((key) => read.fields[key] !== value[key])
          setUnsure(uncertain)
          onRead?.({ ...read, uncertain })
        }}
      />
      <Unsure count={unsure.length} />
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <Line of="name" value={value} change={change} marks={marks} />
        <Line of="company" value={value} change={change} marks={marks} />
        <Country value={value} change={change} countries={countries} />
        <Phone value={value} change={change} marks={marks} />
        <Places value={value} change={change} marks={marks} />
        <Line of="street" value={value} change={change} marks={marks} className="col-span-full" />
      </div>
    </div>
  )
}

const usual = [
  'CN',
  'GB',
  'US',
  'HK',
  'MO',
  'TW',
  'JP',
  'KR',
  'SG',
  'DE',
  'FR',
  'IT',
  'ES',
  'NL',
  'BE',
  'AT',
  'CH',
  'IE',
  'PL',
  'SE',
  'DK',
  'NO',
  'FI',
  'PT',
  'CA',
  'AU',
  'NZ',
]

type Marks = { errors: AddressErrors; unsure: readonly AddressKey[] }
type Parts = { value: AddressFields; change: (part: AddressFields) => void; marks: Marks }

function withoutEmpty(fields: AddressFields): AddressFields {
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ''))
}

function PasteBox({ country, onRead }: { country: string; onRead: (read: ReadAddress) => void }) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const read = async (whole: string) => {
    if (whole.trim() === '') return
    // Without the divisions an address is still read, by the endings of its names.
    const regions = /\p{Script=Han}/u.test(whole) ? await loadRegions().catch(() => null) : null
    onRead(readAddress(whole, { regions, country }))
  }
  return (
    <div className="flex items-end gap-2">
      <TextArea
        label={t('kit.address_paste')}
        placeholder={t('kit.address_paste_hint')}
        rows={2}
        className="grow"
        value={text}
        onChange={setText}
        onPaste={(event) => {
          if (text !== '') return
          read(event.clipboardData.getData('text/plain'))
        }}
      />
      <Button onClick={() => read(text)} disabled={text.trim() === ''}>
        {t('kit.address_read')}
      </Button>
    </div>
  )
}

function Unsure({ count }: { count: number }) {
  const { t } = useWords()
  return (
    <p role="status" className={count > 0 ? 'text-sm text-warn' : 'sr-only'}>
      {count > 0 && t('kit.address_check', { n: count })}
    </p>
  )
}

function useMark({ errors, unsure }: Marks) {
  const { t } = useWords()
  return (key: AddressKey): { error?: string; hint?: ReactNode } => ({
    ...(errors[key] !== undefined && { error: errors[key] }),
    ...(unsure.includes(key) && {
      hint: <span className="text-warn">⚠ {t('kit.address_unsure')}</span>,
    }),
  })
}

/** What a field is called where the country has its own word for it. */
const spoken: Partial<Record<string, Key>> = {
  'region GB': 'kit.address_region_gb',
  'city GB': 'kit.address_city_gb',
  'region US': 'kit.address_region_us',
  'postcode US': 'kit.address_postcode_us',
}

function Line({
  of,
  value,
  change,
  marks,
  className,
}: Parts & { of: AddressKey; className?: string }) {
  const { t } = useWords()
  const mark = useMark(marks)
  return (
    <TextField
      label={t(spoken[`${of} ${value.country}`] ?? `kit.address_${of}`)}
      value={value[of] ?? ''}
      autoComplete="off"
      onChange={(text) => change({ [of]: text })}
      {...mark(of)}
      {...(className && { className })}
    />
  )
}

function Phone({ value, change, marks }: Parts) {
  const { t } = useWords()
  const mark = useMark(marks)
  return (
    <PhoneField
      label={t('kit.address_phone')}
      value={value.phone ?? ''}
      onChange={(phone) => change({ phone })}
      {...mark('phone')}
    />
  )
}

function Country({
  value,
  change,
  countries,
}: Omit<Parts, 'marks'> & { countries: readonly string[] }) {
  const { t, lang } = useWords()
  const codes =
    value.country && !countries.includes(value.country) ? [value.country, ...countries] : countries
  return (
    <Select
      label={t('kit.address_country')}
      value={value.country ?? ''}
      onChange={(country) => change({ country })}
      options={[
        ...(value.country ? [] : [{ value: '', label: '' }]),
        ...codes.map((code) => ({ value: code, label: `${countryName(code, lang)} (${code})` })),
      ]}
    />
  )
}

/** A country's name in the language of the screen. */
export function countryName(code: string, language: Language): string {
  return new Intl.DisplayNames([localeOf(language)], { type: 'region' }).of(code) ?? code
}

function Places({ value, change, marks }: Parts) {
  const mark = useMark(marks)
  const parts = { value, change, marks }
  if (value.country !== 'CN')
    return (
      <>
        <Line of="city" {...parts} />
        <Line of="postcode" {...parts} />
        <Line of="region" {...parts} />
        <Line of="district" {...parts} />
      </>
    )
  const { region = '', city = '', district = '' } = value
  return (
    <>
      <RegionField
        value={city === '' ? null : { region, city, district }}
        onChange={(place) => change(place ?? { region: '', city: '', district: '' })}
        {...mark('city')}
        {...mark('region')}
        {...mark('district')}
      />
      <Line of="postcode" {...parts} />
    </>
  )
}
