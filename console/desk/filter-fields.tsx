import { aftersales, payments } from '../../src/orders/values.ts'
import type { Search, SetSearch } from '../app/addresses.ts'
import { useWords } from '../base/words.ts'
import { DateRange } from '../kit/date-range.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useNames } from './names.ts'

const countries = ['CN', 'GB', 'US', 'DE', 'FR', 'IE', 'NL', 'ES', 'IT', 'JP', 'AU', 'CA'] as const

/** The filters as fields; each takes effect at once. */
export function FilterFields({
  params,
  set,
}: {
  params: Search<'/orders'>
  set: SetSearch<'/orders'>
}) {
  const { t, code } = useWords()
  const names = useNames()
  const any = { value: '', label: t('desk.filter_any') }
  const choice = (key: 'channel' | 'payment' | 'aftersales' | 'country', options: Option[]) => (
    <Select
      label={t(`desk.filter_${key}`)}
      value={params[key] ?? ''}
      onChange={(value) => set({ [key]: value || undefined })}
      options={[any, ...withChosen(options, params[key])]}
      className="w-36"
    />
  )
  const said = (key: 'payment' | 'aftersales') => (value: string) => ({
    value,
    label: code(key, value),
  })
  return (
    <div className="flex flex-wrap items-end gap-3 pb-1">
      {choice(
        'channel',
        names.channels.map(({ code, name }) => ({ value: code, label: name })),
      )}
      {choice('payment', payments.map(said('payment')))}
      {choice('aftersales', aftersales.map(said('aftersales')))}
      {choice(
        'country',
        countries.map((value) => ({ value, label: names.country(value) })),
      )}
      <DateRange
        label={t('desk.filter_placed')}
        value={rangeOf(params)}
        onChange={(range) => set({ from: range?.from, to: range?.to })}
      />
      <TextField
        label={t('desk.filter_sku')}
        value={params.sku ?? ''}
        onChange={(value) => set({ sku: value || undefined })}
        mono
        className="w-36"
      />
    </div>
  )
}

const day = /^\d{4}-\d{2}-\d{2}$/

/** Days only: a whole time in the address came by a link, and stays until it is taken away. */
function rangeOf({ from, to }: Search<'/orders'>): { from: string; to: string } | null {
  if (!from || !to || !day.test(from) || !day.test(to)) return null
  return { from, to }
}

type Option = { value: string; label: string }

/** A value that came by the address stays choosable though the list does not have it. */
function withChosen(options: Option[], value: string | undefined): Option[] {
  if (!value || options.some((option) => option.value === value)) return options
  return [...options, { value, label: value }]
}
