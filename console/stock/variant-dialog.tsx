import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { type Control, type FieldPath, useForm } from 'react-hook-form'
import { api, Problem } from '../app/api.ts'
import { useWords } from '../app/words.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Form, FormField } from '../kit/form.tsx'
import { QuantityField } from '../kit/quantity-field.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import type { Variant } from './panel.tsx'

type Values = {
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
  const { weightG, lengthMm, widthMm, heightMm, taxClass, policy } = rest
  return {
    ...{ weightG, lengthMm, widthMm, heightMm, taxClass, policy },
    name: { zh: name.zh ?? '', en: name.en ?? '' },
    hsCode: hsCode ?? '',
    origin: origin ?? '',
    active: active ? 'yes' : 'no',
  }
}

function bodyOf(sku: string, ifVersion: number, { name, active, ...values }: Values) {
  const { zh, en } = name
  return {
    ...values,
    sku,
    ifVersion,
    name: { ...(zh.trim() && { zh }), ...(en.trim() && { en }) },
    hsCode: values.hsCode.trim() || null,
    origin: values.origin.trim().toUpperCase() || null,
    active: active === 'yes',
  }
}

/** Changes a variant whole, under the version that was seen. What the server refuses stands at its field. */
export function VariantDialog({ variant, onClose }: { variant: Variant; onClose: () => void }) {
  const { t } = useWords()
  const id = useId()
  const client = useQueryClient()
  const [seen] = useState(variant)
  const form = useForm<Values>({ defaultValues: valuesOf(seen) })
  const save = async (values: Values) => {
    const body = { variants: [bodyOf(seen.sku, seen.version, values)] }
    const { outcomes } = await api.call('PUT /api/variants', { body })
    const refused = outcomes[0]?.problem
    if (refused) throw new Problem(Number(refused.status), JSON.stringify(refused))
    await client.invalidateQueries({ queryKey: ['variant', seen.sku] })
    client.invalidateQueries({ queryKey: ['GET /api/stock/levels'] })
    onClose()
  }
  return (
    <Dialog
      title={t('stock.edit_variant', { sku: seen.sku })}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            kind="primary"
            busy={form.formState.isSubmitting}
            onClick={() => document.getElementById(id)?.querySelector('form')?.requestSubmit()}
          >
            {t('common.save')}
          </Button>
        </>
      }
    >
      <div id={id}>
        <Form form={form} onSubmit={save} label={t('stock.edit_variant', { sku: seen.sku })}>
          <Fields control={form.control} />
          <button type="submit" className="sr-only" tabIndex={-1} aria-hidden="true" />
        </Form>
      </div>
    </Dialog>
  )
}

type Texts = 'name.zh' | 'name.en' | 'hsCode' | 'origin' | 'taxClass'
type Numbers = 'weightG' | 'lengthMm' | 'widthMm' | 'heightMm'

function Fields({ control }: { control: Control<Values> }) {
  const { t } = useWords()
  const text = (name: Texts, label: string) => <TextOf {...{ control, name, label }} />
  const number = (name: Numbers, label: string) => <NumberOf {...{ control, name, label }} />
  return (
    <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
      {text('name.zh', t('stock.name_zh'))}
      {text('name.en', t('stock.name_en'))}
      {number('weightG', t('stock.weight_g'))}
      {number('lengthMm', t('stock.length_mm'))}
      {number('widthMm', t('stock.width_mm'))}
      {number('heightMm', t('stock.height_mm'))}
      {text('hsCode', t('stock.hs_code'))}
      {text('origin', t('stock.origin_code'))}
      {text('taxClass', t('stock.tax_class'))}
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

function TextOf({ control, name, label }: One<Texts>) {
  return (
    <FormField control={control} name={name}>
      {(wired) => <TextField label={label} {...wired} />}
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
