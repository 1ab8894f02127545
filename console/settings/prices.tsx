// Price lists: in which currency goods are sold, to whom, and what they cost on each.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSession } from '../app/session.tsx'
import { type Answered, api } from '../base/api.ts'
import { usualCurrencies } from '../base/currencies.ts'
import { useWords } from '../base/words.ts'
import { FormField } from '../kit/form.tsx'
import { useAgain, useRefresh } from './data.ts'
import { Editor } from './editor.tsx'
import { FormCheck, FormNumber, FormSelect } from './fields.tsx'
import { LastChange } from './last-change.tsx'
import { ListPart } from './list-part.tsx'
import { ListPrices } from './list-prices.tsx'
import { Limit, useScopeChoices } from './scope-fields.tsx'
import { usePlaceNames } from './setting.tsx'
import { priceListShape } from './shapes.ts'

export type PriceList = Answered<'GET /api/price-lists'>['items'][number]
type Value = Pick<PriceList, 'currency' | 'taxIncluded' | 'channels' | 'priority'>

const empty: Value = { currency: '', taxIncluded: true, channels: null, priority: 0 }

/** The lists, the one that wins first. */
export function PricesPart() {
  const { t } = useWords()
  const { may } = useSession()
  const { data } = useQuery({
    queryKey: ['price-lists'],
    queryFn: ({ signal }) => api.call('GET /api/price-lists', { signal }),
  })
  useRefresh(['price_list.changed'], ['price-lists'])
  if (!data) return null
  return (
    <ListPart
      title={t('settings.price_lists')}
      effect={t('settings.prices_effect')}
      rows={data.items}
      codeOf={({ code }) => code}
      add={may('catalog:write') ? t('settings.price_list_add') : undefined}
      columns={[
        { key: 'code', label: t('settings.code'), cell: ({ code }) => <code>{code}</code> },
        { key: 'currency', label: t('settings.currency'), cell: ({ currency }) => currency },
        {
          key: 'tax',
          label: t('settings.tax'),
          cell: ({ taxIncluded }) =>
            t(taxIncluded ? 'settings.tax_included' : 'settings.tax_added'),
        },
        {
          key: 'channels',
          label: t('settings.channels'),
          cell: ({ channels }) => channels?.join(t('common.comma')) ?? t('common.all'),
        },
        {
          key: 'priority',
          label: t('settings.list_priority'),
          className: 'numbers',
          cell: ({ priority }) => priority,
        },
      ]}
      editor={(code, list, close) => <ListEditor code={code} list={list} close={close} />}
    />
  )
}

/** A place of a price list in words: its priority counts the other way round than that of a location. */
function useListNames(): (path: string) => string {
  const { t } = useWords()
  const nameOf = usePlaceNames()
  return (path) => (path === 'priority' ? t('settings.list_priority') : nameOf(path))
}

function ListEditor({
  code,
  list,
  close,
}: {
  code: string
  list: PriceList | undefined
  close: () => void
}) {
  const { may } = useSession()
  const again = useAgain()
  const nameOf = useListNames()
  const save = async (value: Value, version: number) => {
    try {
      const body = { code, ...value }
      return await api.call('PUT /api/price-lists', { body, ifMatch: version })
    } finally {
      await again('price-lists')
    }
  }
  return (
    <div className="grid gap-6">
      <Editor<Value>
        key={code}
        label={code}
        seen={list ? { ...list, value: termsOf(list) } : { value: empty, version: 0 }}
        shape={priceListShape}
        save={save}
        nameOf={nameOf}
        mayChange={may('catalog:write')}
        {...(!list && { onSaved: close })}
        fields={(control) => <ListFields control={control} channels={list?.channels ?? null} />}
      />
      {list && <ListPrices list={list} />}
      {list && (
        <LastChange
          name={`price-list/${code}`}
          version={list.version}
          at={list.changedAt}
          by={list.changedBy}
          nameOf={nameOf}
          history={() => api.call('GET /api/price-lists/{code}/history', { params: { code } })}
        />
      )}
    </div>
  )
}

function termsOf({ currency, taxIncluded, channels, priority }: PriceList): Value {
  return { currency, taxIncluded, channels, priority }
}

type FieldsOf = Parameters<Parameters<typeof Editor<Value>>[0]['fields']>[0]

function ListFields({ control, channels }: { control: FieldsOf; channels: string[] | null }) {
  const { t } = useWords()
  const nameOf = useListNames()
  const currencies = useCurrencies()
  const choices = useScopeChoices({ channels, locations: null })
  return (
    <>
      <FormSelect
        control={control}
        name="currency"
        label={nameOf('currency')}
        hint={t('settings.list_currency_hint')}
        options={currencies}
      />
      <FormCheck
        control={control}
        name="taxIncluded"
        label={nameOf('taxIncluded')}
        hint={t('settings.tax_included_hint')}
      />
      <FormField control={control} name="channels">
        {({ value, onChange }) => (
          <Limit
            all={t('settings.all_channels')}
            label={t('settings.only_channels')}
            choices={choices.channels}
            value={value}
            onChange={onChange}
          />
        )}
      </FormField>
      <FormNumber
        control={control}
        name="priority"
        label={nameOf('priority')}
        hint={t('settings.list_priority_hint')}
      />
    </>
  )
}

/** Every currency that the browser knows by name, the usual ones first; the first choice is to choose. */
function useCurrencies(): { value: string; label: string }[] {
  const { t, lang } = useWords()
  return useMemo(() => {
    const names = new Intl.DisplayNames(lang, { type: 'currency' })
    const codes = [...new Set([...usualCurrencies(lang), ...Intl.supportedValuesOf('currency')])]
    const options = codes.map((value) => ({ value, label: `${value} · ${names.of(value)}` }))
    return [{ value: '', label: t('settings.choose') }, ...options]
  }, [lang, t])
}
