import type { Control, FieldPath, FieldValues } from 'react-hook-form'
import { useWords } from '../base/words.ts'
import { FieldOf } from '../kit/form.tsx'
import { MoneyField } from '../kit/money-field.tsx'
import { Select } from '../kit/select.tsx'
import type { Listing } from './listing.ts'

/** The part of a form that sets a price: the code of its list, and the amount in minor units. */
export type PriceValues = { priceList: string; amount: number | null }

/** The list that a form names, else the first that there is. */
export function chosen(listings: readonly Listing[], code: string): Listing | undefined {
  return listings.find((listing) => listing.code === code) ?? listings[0]
}

/** On which list, and how much. `hint` stands below the amount, unless a list has to be made for it. */
export function PriceFields<T extends PriceValues & FieldValues>({
  control,
  listings,
  list,
  hint,
  autoFocus = false,
}: {
  control: Control<T>
  listings: readonly Listing[]
  /** The code in the form. */
  list: string
  hint?: string
  autoFocus?: boolean
}) {
  const { t } = useWords()
  const now = chosen(listings, list)
  const told = now?.isNew ? t('stock.price_new_list', { list: now.code }) : hint
  return (
    <>
      <FieldOf control={control} name={'priceList' as FieldPath<T>}>
        {({ value: _, ...wired }) => (
          <Select
            label={t('stock.price_list')}
            {...wired}
            value={now?.code ?? ''}
            options={listings.map((listing) => ({
              value: listing.code,
              label: t(listing.taxIncluded ? 'stock.list_with_tax' : 'stock.list_plus_tax', {
                ...{ list: listing.code, currency: listing.currency },
              }),
            }))}
          />
        )}
      </FieldOf>
      <FieldOf control={control} name={'amount' as FieldPath<T>}>
        {({ value, onChange, ...wired }) => (
          <MoneyField
            label={t('stock.price')}
            {...wired}
            {...(told !== undefined && { hint: told })}
            value={value as number | null}
            onChange={onChange}
            currency={now?.currency ?? ''}
            {...(autoFocus && { 'data-first': '' })}
          />
        )}
      </FieldOf>
    </>
  )
}
