import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import { type Control, type FieldPath, useForm } from 'react-hook-form'
import { api } from '../base/api.ts'
import { usualCurrencies } from '../base/currencies.ts'
import { useWords } from '../base/words.ts'
import { FormField } from '../kit/form.tsx'
import { FormDialog } from '../kit/form-dialog.tsx'
import { QuantityField } from '../kit/quantity-field.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { type Listing, listingsOf } from './listing.ts'
import type { Variant } from './panel.tsx'
import { chosen, PriceFields, type PriceValues } from './price-fields.tsx'
import { throwRefused, usePriceLists, useSetPrice } from './set-price.ts'
import { TaxClassField } from './tax-class-field.tsx'

type Values = PriceValues & {
  sku: string
  name: { zh: string; en: string }
  weightG: number | null
  lengthMm: number | null
  widthMm: number | null
  heightMm: number | null
  hsCode: string
  origin: string
  taxClass: string
  policy: 'refuse' | 'backorder'
  active: 'yes' | 'no'
}

function valuesOf({ name, hsCode, origin, active, ...rest }: Variant): Values {
  const { sku, weightG, lengthMm, widthMm, heightMm, taxClass, policy } = rest
  return {
    ...{ sku, weightG, lengthMm, widthMm, heightMm, taxClass, policy },
    name: { zh: name.zh ?? '', en: name.en ?? '' },
    hsCode: hsCode ?? '',
    origin: origin ?? '',
    active: active ? 'yes' : 'no',
    ...noPrice,
  }
}

const noPrice: PriceValues = { priceList: '', amount: null }
const blank: Values = {
  sku: '',
  name: { zh: '', en: '' },
  ...{ weightG: null, lengthMm: null, widthMm: null, heightMm: null },
  ...{ hsCode: '', origin: '', taxClass: 'standard', policy: 'refuse', active: 'yes' },
  ...noPrice,
}

function bodyOf(ifVersion: number, given: Values) {
  const { name, active, priceList: _, amount: __, ...values } = given
  const { zh, en } = name
  return {
    ...values,
    sku: values.sku.trim(),
    ifVersion,
    name: { ...(zh.trim() && { zh }), ...(en.trim() && { en }) },
    hsCode: values.hsCode.trim() || null,
    origin: values.origin.trim().toUpperCase() || null,
    active: active === 'yes',
  }
}

/**
 * Changes a variant whole, under the version that was seen, or makes one (`variant` null), with a price where one is typed:
 * then its SKU must be nobody's yet. What the server refuses stands at its field.
 */
export function VariantDialog({
  variant,
  sku = '',
  onClose,
  onMade,
}: {
  variant: Variant | null
  /** What the new one is called, where that is known. */
  sku?: string
  onClose: () => void
  onMade?: (sku: string) => void
}) {
  const { t, lang } = useWords()
  const [seen] = useState(variant)
  const form = useForm<Values>({ defaultValues: seen ? valuesOf(seen) : { ...blank, sku } })
  const lists = usePriceLists()
  const listings = lists ? listingsOf(lists, usualCurrencies(lang)) : []
  const save = useSave(seen, listings)
  return (
    <FormDialog
      title={seen ? t('stock.edit_variant', { sku: seen.sku }) : t('stock.new_variant')}
      form={form}
      onClose={onClose}
      onSubmit={async (values) => {
        await save(values)
        onClose()
        onMade?.(values.sku.trim())
      }}
    >
      <Fields control={form.control} made={seen !== null} named={sku !== ''}>
        {!seen && lists && (
          <PriceFields
            control={form.control}
            listings={listings}
            list={form.watch('priceList')}
            hint={t('stock.price_later')}
          />
        )}
      </Fields>
    </FormDialog>
  )
}

/** Saves the goods, then the price; pressed again after a price was refused, the goods are there already. */
function useSave(seen: Variant | null, listings: readonly Listing[]) {
  const client = useQueryClient()
  const setPrice = useSetPrice()
  const version = useRef(seen?.version ?? 0)
  return async (values: Values) => {
    const sku = values.sku.trim()
    const body = { variants: [bodyOf(version.current, values)] }
    const { outcomes } = await api.call('PUT /api/variants', { body })
    throwRefused(outcomes[0])
    version.current = outcomes[0]?.variant?.version ?? version.current
    const listing = chosen(listings, values.priceList)
    if (!seen && listing && values.amount !== null) await setPrice(sku, listing, values.amount)
    await client.invalidateQueries({ queryKey: ['variant', sku] })
    client.invalidateQueries({ queryKey: ['GET /api/stock/levels'] })
  }
}

type Texts = 'sku' | 'name.zh' | 'name.en' | 'hsCode' | 'origin'
type Numbers = 'weightG' | 'lengthMm' | 'widthMm' | 'heightMm'

function Fields({
  control,
  made,
  named,
  children,
}: {
  control: Control<Values>
  made: boolean
  named: boolean
  /** What stands between what all goods have and what some have. */
  children: ReactNode
}) {
  const { t } = useWords()
  const text = (name: Texts, label: string, first = false) => (
    <TextOf {...{ control, name, label, first }} />
  )
  const number = (name: Numbers, label: string) => <NumberOf {...{ control, name, label }} />
  return (
    <div className="grid grid-cols-2 items-start gap-3 max-sm:grid-cols-1">
      {!made && <div className="col-span-full">{text('sku', t('stock.sku'))}</div>}
      {text('name.zh', t('stock.name_zh'), named)}
      {text('name.en', t('stock.name_en'))}
      {children}
      {number('weightG', t('stock.weight_g'))}
      {number('lengthMm', t('stock.length_mm'))}
      {number('widthMm', t('stock.width_mm'))}
      {number('heightMm', t('stock.height_mm'))}
      {text('hsCode', t('stock.hs_code'))}
      {text('origin', t('stock.origin_code'))}
      <div>
        <FormField control={control} name="taxClass">
          {(wired) => <TaxClassField {...wired} />}
        </FormField>
      </div>
      <FormField control={control} name="policy">
        {(wired) => (
          <Select
            label={t('stock.policy')}
            {...wired}
            options={[
              { value: 'refuse', label: t('stock.policy_refuse') },
              { value: 'backorder', label: t('stock.policy_backorder') },
            ]}
          />
        )}
      </FormField>
      <FormField control={control} name="active">
        {(wired) => (
          <Select
            label={t('stock.active')}
            {...wired}
            options={[
              { value: 'yes', label: t('stock.active_yes') },
              { value: 'no', label: t('stock.active_no') },
            ]}
          />
        )}
      </FormField>
    </div>
  )
}

type One<Name extends FieldPath<Values>> = { control: Control<Values>; name: Name; label: string }

function TextOf({ control, name, label, first }: One<Texts> & { first: boolean }) {
  return (
    <FormField control={control} name={name}>
      {(wired) => <TextField label={label} {...wired} {...(first && { 'data-first': '' })} />}
    </FormField>
  )
}

function NumberOf({ control, name, label }: One<Numbers>) {
  return (
    <FormField control={control} name={name}>
      {(wired) => (
        <QuantityField label={label} {...wired} min={0} max={1_000_000_000} steps={false} />
      )}
    </FormField>
  )
}
