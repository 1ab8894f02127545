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
  }
}

const blank: Values = {
  sku: '',
  name: { zh: '', en: '' },
  ...{ weightG: null, lengthMm: null, widthMm: null, heightMm: null },
  ...{ hsCode: '', origin: '', taxClass: 'standard', policy: 'refuse', active: 'yes' },
}

function bodyOf(ifVersion: number, { name, active, ...values }: Values) {
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
 * Changes a variant whole, under the version that was seen, or makes one (`variant` null): then its SKU must be nobody's yet. What
 * the server refuses stands at its field.
 */
export function VariantDialog({
  variant,
  onClose,
  onMade,
}: {
  variant: Variant | null
  onClose: () => void
  onMade?: (sku: string) => void
}) {
  const { t } = useWords()
  const id = useId()
  const client = useQueryClient()
  const [seen] = useState(variant)
  const form = useForm<Values>({ defaultValues: seen ? valuesOf(seen) : blank })
  const title = seen ? t('stock.edit_variant', { sku: seen.sku }) : t('stock.new_variant')
  const save = async (values: Values) => {
    const body = { variants: [bodyOf(seen?.version ?? 0, values)] }
    const { outcomes } = await api.call('PUT /api/variants', { body })
    const refused = outcomes[0]?.problem
    if (refused) throw new Problem(Number(refused.status), JSON.stringify(refused))
    await client.invalidateQueries({ queryKey: ['variant', values.sku.trim()] })
    client.invalidateQueries({ queryKey: ['GET /api/stock/levels'] })
    onClose()
    onMade?.(values.sku.trim())
  }
  return (
    <Dialog
      title={title}
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
        <Form form={form} onSubmit={save} label={title}>
          <Fields control={form.control} made={seen !== null} />
          <button type="submit" className="sr-only" tabIndex={-1} aria-hidden="true" />
        </Form>
      </div>
    </Dialog>
  )
}

type Texts = 'sku' | 'name.zh' | 'name.en' | 'hsCode' | 'origin' | 'taxClass'
type Numbers = 'weightG' | 'lengthMm' | 'widthMm' | 'heightMm'

function Fields({ control, made }: { control: Control<Values>; made: boolean }) {
  const { t } = useWords()
  const text = (name: Texts, label: string) => <TextOf {...{ control, name, label }} />
  const number = (name: Numbers, label: string) => <NumberOf {...{ control, name, label }} />
  return (
    <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
      {!made && <div className="col-span-full">{text('sku', 'SKU')}</div>}
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
