// Tax rates, by the country that goods are sent to and the class of the goods.
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useSession } from '../app/session.tsx'
import { type Answered, api } from '../base/api.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Confirm } from '../kit/confirm.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useCountries } from './countries.ts'
import { useAgain, useRefresh } from './data.ts'
import { Editor } from './editor.tsx'
import { FormPercent } from './fields.tsx'
import { LastChange } from './last-change.tsx'
import { ListPart, type NewCodeProps } from './list-part.tsx'
import { usePlaceNames } from './setting.tsx'
import { codeShape, taxRateShape } from './shapes.ts'

type TaxRate = Answered<'GET /api/tax-rates'>['items'][number]
type Value = { ratePpm: number | null }

const codeOf = ({ country, taxClass }: Pick<TaxRate, 'country' | 'taxClass'>) =>
  `${country}:${taxClass}`

export function TaxesPart() {
  const { t } = useWords()
  const { may } = useSession()
  const nameOf = useCountryNames()
  const percent = usePercent()
  const { data } = useQuery({
    queryKey: ['tax-rates'],
    queryFn: ({ signal }) => api.call('GET /api/tax-rates', { signal }),
  })
  useRefresh(['tax_rate.changed', 'tax_rate.ended'], ['tax-rates'])
  if (!data) return null
  return (
    <ListPart
      title={t('settings.tax_rates')}
      effect={t('settings.taxes_effect')}
      rows={data.items}
      codeOf={codeOf}
      add={may('catalog:write') ? t('settings.tax_rate_add') : undefined}
      Begin={NewRate}
      columns={[
        {
          key: 'country',
          label: `${t('settings.place_country')} · ${t('settings.tax_class')}`,
          cell: ({ country, taxClass }) => `${nameOf(country)} · ${taxClass}`,
        },
        {
          key: 'rate',
          label: t('settings.place_ratePpm'),
          className: 'numbers',
          cell: ({ ratePpm }) => percent(ratePpm),
        },
      ]}
      editor={(code, rate, close) => <RateEditor code={code} rate={rate} close={close} />}
    />
  )
}

function useCountryNames(): (code: string) => string {
  const countries = useCountries()
  const names = new Map(countries.map(({ value, label }) => [value, label]))
  return (code) => names.get(code) ?? code
}

function usePercent(): (ppm: number) => string {
  const format = useFormat()
  return (ppm) => format.percent(ppm / 1_000_000)
}

/** First which goods, sent where; then how much. */
function NewRate({ taken, editor }: NewCodeProps): ReactNode {
  const { t } = useWords()
  const countries = useCountries()
  const [country, setCountry] = useState('')
  const [taxClass, setTaxClass] = useState('standard')
  const code = codeOf({ country, taxClass })
  const isCode = codeShape.test(taxClass)
  const isTaken = taken.includes(code)
  const wrong = isTaken ? t('settings.tax_rate_taken') : isCode ? '' : t('settings.code_wrong')
  return (
    <div className="grid gap-4">
      <Select
        label={t('settings.place_country')}
        value={country}
        onChange={setCountry}
        options={[{ value: '', label: t('settings.choose') }, ...countries.slice(1)]}
      />
      <TextField
        label={t('settings.tax_class')}
        hint={t('settings.tax_class_hint')}
        value={taxClass}
        onChange={setTaxClass}
        mono
        error={country !== '' && wrong !== '' ? wrong : undefined}
      />
      {country !== '' && wrong === '' && editor(code)}
    </div>
  )
}

function RateEditor({
  code,
  rate,
  close,
}: {
  code: string
  rate: TaxRate | undefined
  close: () => void
}) {
  const { t } = useWords()
  const { may } = useSession()
  const mayChange = may('catalog:write')
  const again = useAgain()
  const nameOf = usePlaceNames()
  const percent = usePercent()
  const [country = '', taxClass = ''] = code.split(':')
  const show = (path: string, value: unknown) =>
    path === 'ratePpm' && typeof value === 'number' ? percent(value) : undefined
  const save = async ({ ratePpm }: Value, ifVersion: number) => {
    try {
      const rates = [{ country, taxClass, ratePpm: ratePpm ?? 0, ifVersion }]
      const { items } = await api.call('PUT /api/tax-rates', { body: { rates } })
      return { version: items[0]?.version ?? 0 }
    } finally {
      await again('tax-rates')
    }
  }
  const params = { country, taxClass }
  return (
    <div className="grid gap-4">
      <Editor<Value>
        key={code}
        label={code}
        seen={rate ? { ...rate, value: { ratePpm: rate.ratePpm } } : noRate}
        shape={taxRateShape}
        save={save}
        nameOf={nameOf}
        show={show}
        mayChange={mayChange}
        {...(!rate && { onSaved: close })}
        {...(rate &&
          mayChange && { actions: <EndRate {...{ code, version: rate.version, close }} /> })}
        fields={(control) => (
          <FormPercent
            control={control}
            name="ratePpm"
            label={nameOf('ratePpm')}
            hint={t('settings.tax_rate_hint')}
          />
        )}
      />
      {rate && (
        <LastChange
          name={`tax-rate/${code}`}
          version={rate.version}
          at={rate.changedAt}
          by={rate.changedBy}
          nameOf={nameOf}
          show={show}
          history={() => api.call('GET /api/tax-rates/{country}/{taxClass}/history', { params })}
        />
      )}
    </div>
  )
}

/** Ends it after saying what follows; its history stays. */
function EndRate({ code, version, close }: { code: string; version: number; close: () => void }) {
  const { t } = useWords()
  const again = useAgain()
  const nameOf = useCountryNames()
  const [asking, setAsking] = useState(false)
  const [country = '', taxClass = ''] = code.split(':')
  const end = async () => {
    await api.call('DELETE /api/tax-rates/{country}/{taxClass}', {
      params: { country, taxClass },
      ifMatch: version,
    })
    close()
    await again('tax-rates')
  }
  return (
    <>
      <Button kind="danger" onClick={() => setAsking(true)}>
        {t('settings.tax_rate_end')}
      </Button>
      {asking && (
        <Confirm
          title={t('settings.tax_rate_end_title', { name: `${nameOf(country)} · ${taxClass}` })}
          text={t('settings.tax_rate_end_text')}
          action={t('settings.tax_rate_end')}
          onConfirm={end}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

const noRate = { value: { ratePpm: null }, version: 0 }
