import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import type { Wired } from '../kit/form.tsx'
import { TextField } from '../kit/text-field.tsx'

/** The tax class of goods: those that have a rate are offered, and it is said of another that its goods go untaxed. */
export function TaxClassField(wired: Wired<string>) {
  const { t } = useWords()
  const list = useId()
  const { data } = useQuery({
    queryKey: ['tax-rates'],
    queryFn: ({ signal }) => api.call('GET /api/tax-rates', { signal }),
  })
  const rated = [...new Set(data?.items.map(({ taxClass }) => taxClass))]
  const untaxed = rated.length > 0 && !rated.includes(wired.value.trim())
  return (
    <>
      <TextField
        label={t('stock.tax_class')}
        list={list}
        {...wired}
        {...(untaxed && { hint: t('stock.tax_class_untaxed') })}
      />
      <datalist id={list}>
        {rated.map((taxClass) => (
          <option key={taxClass} value={taxClass} />
        ))}
      </datalist>
    </>
  )
}
