// Price lists and tax, to be read here; they are changed with the goods, by import or by the API.
import { useQuery } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import { useFormat } from '../app/format.ts'
import { useWords } from '../app/words.ts'
import { Section } from '../kit/page.tsx'
import { Part } from './part.tsx'
import { Table } from './table.tsx'

export function PricesPart() {
  const { t } = useWords()
  const format = useFormat()
  const lists = useQuery({
    queryKey: ['price-lists'],
    queryFn: ({ signal }) => api.call('GET /api/price-lists', { signal }),
  })
  const rates = useQuery({
    queryKey: ['tax-rates'],
    queryFn: ({ signal }) => api.call('GET /api/tax-rates', { signal }),
  })
  if (!lists.data || !rates.data) return null
  return (
    <Part title={t('settings.prices')} effect={t('settings.prices_effect')}>
      <div className="grid max-w-3xl gap-8">
        <Section title={t('settings.price_lists')}>
          <Table
            label={t('settings.price_lists')}
            rows={lists.data.items}
            rowKey={({ code }) => code}
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
          />
        </Section>
        <Section title={t('settings.tax_rates')}>
          <Table
            label={t('settings.tax_rates')}
            rows={rates.data.items}
            rowKey={({ country, taxClass }) => `${country} ${taxClass}`}
            columns={[
              {
                key: 'country',
                label: t('settings.place_address_country'),
                cell: ({ country }) => country,
              },
              {
                key: 'class',
                label: t('settings.tax_class'),
                cell: ({ taxClass }) => <code>{taxClass}</code>,
              },
              {
                key: 'rate',
                label: t('settings.tax'),
                className: 'numbers',
                cell: ({ ratePpm }) => format.percent(ratePpm / 1_000_000),
              },
            ]}
          />
        </Section>
      </div>
    </Part>
  )
}
