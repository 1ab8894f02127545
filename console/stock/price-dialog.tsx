import { useForm } from 'react-hook-form'
import { usualCurrencies } from '../base/currencies.ts'
import { useWords } from '../base/words.ts'
import { Combobox } from '../kit/combobox.tsx'
import { FormField } from '../kit/form.tsx'
import { FormDialog } from '../kit/form-dialog.tsx'
import { findVariants } from './find.ts'
import { listingsOf } from './listing.ts'
import { nameIn } from './names.ts'
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
  const { t, lang } = useWords()
  const lists = usePriceLists()
  const set = useSetPrice()
  const form = useForm<Values>({
    defaultValues: { sku: sku ?? '', priceList: list ?? '', amount },
  })
  const named = lists?.filter(({ code }) => list === undefined || code === list) ?? []
  const listings = listingsOf(named, usualCurrencies(lang), { currency, channel })
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
          {({ value, onChange, error }) => (
            <SkuBox value={value} onChange={onChange} {...(error !== undefined && { error })} />
          )}
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

/** Goods found by typing; a SKU that nothing fits is sent as it was typed, for the server to say so. */
function SkuBox({
  value,
  onChange,
  error,
}: {
  value: string
  onChange: (sku: string) => void
  error?: string
}) {
  const { t, lang } = useWords()
  const take = (text: string) => onChange(text.trim())
  return (
    <Combobox<{ sku: string; name: Parameters<typeof nameIn>[0] }>
      label={t('stock.sku')}
      mono
      value={value === '' ? null : { sku: value, name: {} }}
      load={findVariants}
      keyOf={({ sku }) => sku}
      textOf={({ sku }) => sku}
      row={({ sku, name }) => (
        <>
          <span className="font-mono">{sku}</span>
          <span className="min-w-0 grow truncate text-muted">{nameIn(name, lang)}</span>
        </>
      )}
      onChange={(found) => onChange(found?.sku ?? '')}
      onText={take}
      onLeave={take}
      {...(error !== undefined && { error })}
    />
  )
}
