import { useForm } from 'react-hook-form'
import { useWords } from '../app/words.ts'
import { FormField } from '../kit/form.tsx'
import { FormDialog } from '../kit/form-dialog.tsx'
import { TextField } from '../kit/text-field.tsx'
import { listingsOf } from './listing.ts'
import { chosen, PriceFields, type PriceValues } from './price-fields.tsx'
import { usePriceLists, useSetPrice } from './set-price.ts'

type Values = PriceValues & { sku: string }

/**
 * Sets what goods cost: on the list that is named, else on one that serves the currency and the channel; the first of a
 * currency is made with its price. Without a SKU it is asked for.
 */
export function PriceDialog({
  sku,
  list,
  currency,
  channel,
  amount = null,
  onClose,
}: {
  sku: string | null
  list?: string
  currency?: string
  channel?: string
  /** What it costs now. */
  amount?: number | null
  /** With the SKU whose price was set, or null. */
  onClose: (set: string | null) => void
}) {
  const { t } = useWords()
  const lists = usePriceLists()
  const set = useSetPrice()
  const form = useForm<Values>({
    defaultValues: { sku: sku ?? '', priceList: list ?? '', amount },
  })
  const named = lists?.filter(({ code }) => list === undefined || code === list) ?? []
  const listings = listingsOf(named, { currency, channel })
  const [code, typed] = form.watch(['priceList', 'amount'])
  const save = async (values: Values) => {
    const listing = chosen(listings, values.priceList)
    if (!listing || values.amount === null) return
    await set(values.sku.trim(), listing, values.amount)
    onClose(values.sku.trim())
  }
  if (!lists) return null
  return (
    <FormDialog
      title={sku === null ? t('stock.set_price') : t('stock.set_price_of', { sku })}
      form={form}
      onSubmit={save}
      onClose={() => onClose(null)}
      ready={typed !== null}
    >
      {sku === null && (
        <FormField control={form.control} name="sku">
          {(wired) => <TextField label={t('stock.sku')} {...wired} mono autoComplete="off" />}
        </FormField>
      )}
      <PriceFields
        control={form.control}
        listings={listings}
        list={code}
        autoFocus={sku !== null}
      />
    </FormDialog>
  )
}
