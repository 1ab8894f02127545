import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { api } from '../base/api.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Money } from '../kit/money.tsx'
import { Section } from '../kit/page.tsx'
import { GoodText } from './good-text.tsx'

/** The file against the system, rows and money: both sides are counted by themselves, and must be the same to the penny. */
export function Proof({ id, repairs }: { id: string; repairs: number }) {
  const { t } = useWords()
  const format = useFormat()
  const { data } = useQuery({
    queryKey: ['import', id, 'proof', repairs],
    queryFn: () => api.call('GET /api/imports/{id}', { params: { id } }),
    placeholderData: keepPreviousData,
  })
  if (!data) return null
  const { currency, report } = data
  const { rows, accounted, sumFile, sumMended, sumSystem, agrees } = report
  const sums = [
    { label: t('imports.sum_file'), minor: sumFile },
    ...(sumMended === 0 ? [] : [{ label: t('imports.sum_mended'), minor: sumMended }]),
    { label: t('imports.sum_system'), minor: sumSystem },
    { label: t('imports.difference'), minor: sumSystem - sumFile - sumMended },
  ]
  return (
    <Section title={t('imports.proof')}>
      <p className="mb-2 font-medium">
        <GoodText good={agrees}>{t(agrees ? 'imports.agrees' : 'imports.differs')}</GoodText>
      </p>
      <dl className="grid w-fit grid-cols-[auto_auto] gap-y-1 text-sm *:even:pl-8">
        <dt className="text-muted">{t('imports.rows_file')}</dt>
        <dd className="numbers text-right">{format.number(rows)}</dd>
        <dt className="text-muted">{t('imports.rows_system')}</dt>
        <dd className="numbers text-right">{format.number(accounted)}</dd>
        {sums.map(({ label, minor }, index) => (
          <Fragment key={label}>
            <dt className={index === sums.length - 1 ? 'border-t border-line pt-1' : 'text-muted'}>
              {label}
            </dt>
            <dd
              className={`text-right ${index === sums.length - 1 ? 'border-t border-line pt-1 font-semibold' : ''}`}
            >
              <Money minor={minor} currency={currency} />
            </dd>
          </Fragment>
        ))}
      </dl>
    </Section>
  )
}
