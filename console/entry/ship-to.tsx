import { useState } from 'react'
import { useWords } from '../base/words.ts'
import { type AddressErrors, AddressForm, countryName } from '../kit/address-form.tsx'
import type { AddressFields, ReadAddress } from '../kit/address-text.ts'
import { Button } from '../kit/button.tsx'
import { phoneText } from '../kit/phone-text.ts'
import { Select } from '../kit/select.tsx'

/** Where to: the address as it will stand on the label, its form when it is to be changed, and those used before. */
export function ShipTo({
  value,
  onChange,
  errors,
  others,
  ready,
  onRead,
}: {
  value: AddressFields
  onChange: (value: AddressFields) => void
  /** Whether it is known who buys: before that, the address is likely to come with them. */
  ready: boolean
  errors: AddressErrors
  /** A pasted address was read. */
  onRead: (read: ReadAddress) => void
  others: readonly AddressFields[]
}) {
  const { t } = useWords()
  const [changing, setChanging] = useState(false)
  const empty = Object.keys(value).every((key) => key === 'name' || key === 'country')
  const open = changing || (empty && ready) || Object.keys(errors).length > 0
  if (!open && empty)
    return (
      <p className="flex items-center gap-4 text-sm text-muted">
        {t('entry.address_none')}
        <Button onClick={() => setChanging(true)}>{t('entry.address_type')}</Button>
      </p>
    )
  if (!open)
    return (
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <AddressText value={value} />
        <div className="ml-auto flex items-end gap-2">
          <Others value={value} others={others} onChange={onChange} />
          <Button onClick={() => setChanging(true)}>{t('entry.address_change')}</Button>
        </div>
      </div>
    )
  return (
    <div className="grid gap-3">
      <Others value={value} others={others} onChange={onChange} />
      <AddressForm
        value={value}
        errors={errors}
        onChange={(next) => {
          // It stays open while one types, though it is no longer empty.
          setChanging(true)
          onChange(next)
        }}
        onRead={(read) => {
          setChanging(read.uncertain.length > 0)
          onRead(read)
        }}
      />
      {changing && (
        <Button className="justify-self-start" onClick={() => setChanging(false)}>
          {t('entry.address_done')}
        </Button>
      )}
    </div>
  )
}

export function AddressText({ value }: { value: AddressFields }) {
  const { lang } = useWords()
  const { name, company, street, district, city, region, postcode, country, phone } = value
  // As it is written where the parcel goes, whatever language the screen speaks.
  const places =
    country === 'CN' ? [region, city, district, street] : [street, district, city, region]
  return (
    <address className="text-sm not-italic">
      <div className="font-medium">
        {[name, company, phone && phoneText(phone)].filter(Boolean).join(' · ')}
      </div>
      <div className="text-muted">
        {[...new Set(places), postcode, country && countryName(country, lang)]
          .filter(Boolean)
          .join(country === 'CN' ? ' ' : ', ')}
      </div>
    </address>
  )
}

function Others({
  value,
  others,
  onChange,
}: {
  value: AddressFields
  others: readonly AddressFields[]
  onChange: (value: AddressFields) => void
}) {
  const { t } = useWords()
  if (others.length < 2) return null
  const text = ({ name, street, city }: AddressFields) =>
    [name, street, city].filter(Boolean).join(', ')
  const at = others.findIndex((other) => JSON.stringify(other) === JSON.stringify(value))
  return (
    <Select
      label={t('entry.address_others')}
      hideLabel
      className="max-w-72"
      value={String(at)}
      onChange={(index) => {
        const other = others[Number(index)]
        if (other) onChange(other)
      }}
      options={[
        ...(at < 0 ? [{ value: '-1', label: t('entry.address_others') }] : []),
        ...others.map((other, index) => ({ value: String(index), label: text(other) })),
      ]}
    />
  )
}
