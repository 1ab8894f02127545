import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { type Format, useFormat } from '../base/format.ts'
import { localeOf } from '../base/look.ts'
import { useWords, type Words } from '../base/words.ts'
import { Chart, type Series } from '../kit/chart.tsx'
import { Select } from '../kit/select.tsx'
import { Tabs } from '../kit/tabs.tsx'
import {
  currenciesOf,
  type Hour,
  localDay,
  type Size,
  type Step,
  searchOf,
  stepsOf,
  sumOf,
} from './hours.ts'
import { Rest } from './rest.tsx'

/** Orders and what they are worth, by day or by hour; a step opens its orders. */
export function Incoming({ hours }: { hours: readonly Hour[] }) {
  const words = useWords()
  const format = useFormat()
  const navigate = useNavigate()
  const [size, setSize] = useState<Size>('day')
  const currencies = useMemo(() => currenciesOf(hours), [hours])
  const [chosen, setChosen] = useState<string | null>(null)
  const currency = currencies.find((one) => one === chosen) ?? currencies[0]
  const steps = useMemo(() => stepsOf(hours, size, new Date()), [hours, size])
  const { t } = words
  const search = (step: number) => searchOf(steps[step] as Step, size)
  return (
    <div className="min-w-0">
      <Chart
        question={t('home.chart_question')}
        unit={t(size === 'day' ? 'home.chart_days' : 'home.chart_hours')}
        steps={steps.map(({ from }) => namesOf(from, size, words))}
        series={seriesOf(steps, currency, { words, format })}
        onOpen={(step) => {
          if (steps[step]) navigate({ to: '/orders', search: search(step) })
        }}
        hrefOf={(step) => `/orders?${new URLSearchParams(search(step))}`}
        actions={
          <Choices
            {...{ size, setSize, currencies }}
            currency={currency ?? ''}
            setCurrency={setChosen}
          />
        }
      />
      <Sum hours={hours} steps={stepsOf(hours, 'day', new Date())} />
    </div>
  )
}

type Choosing = {
  size: Size
  setSize: (size: Size) => void
  currencies: readonly string[]
  currency: string
  setCurrency: (currency: string) => void
}

function Choices({ size, setSize, currencies, currency, setCurrency }: Choosing) {
  const { t } = useWords()
  return (
    <>
      {currencies.length > 1 && (
        <Select
          label={t('home.chart_currency')}
          hideLabel
          value={currency}
          onChange={setCurrency}
          options={currencies.map((value) => ({ value, label: value }))}
        />
      )}
      <Tabs
        label={t('home.chart_step')}
        value={size}
        onChange={setSize}
        tabs={[
          { value: 'day', label: t('home.chart_day') },
          { value: 'hour', label: t('home.chart_hour') },
        ]}
      />
    </>
  )
}

function Sum({ hours, steps }: { hours: readonly Hour[]; steps: readonly Step[] }) {
  const { t } = useWords()
  const format = useFormat()
  const { orders, totals } = sumOf(hours)
  const money = Object.entries(totals).map(([currency, total]) => format.money(total, currency))
  const from = steps[0]?.from ?? new Date()
  return (
    <p className="mt-1 text-right">
      <Rest search={{ from: localDay(from) }}>
        {t('home.chart_sum', { orders, money: money.join(' · ') })}
      </Rest>
    </p>
  )
}

function namesOf(from: Date, size: Size, { lang }: Words) {
  const locale = localeOf(lang)
  const told = (options: Intl.DateTimeFormatOptions) => from.toLocaleString(locale, options)
  return size === 'day'
    ? {
        short: told({ day: 'numeric', month: 'numeric' }),
        long: told({ weekday: 'short', day: 'numeric', month: 'long' }),
      }
    : {
        short: told({ hour: '2-digit', minute: '2-digit' }),
        long: told({ weekday: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }),
      }
}

function seriesOf(
  steps: readonly Step[],
  currency: string | undefined,
  { words: { t, lang }, format }: { words: Words; format: Format },
): Series[] {
  const orders: Series = {
    name: t('home.chart_orders'),
    values: steps.map((step) => step.orders),
    tell: format.number,
  }
  if (currency === undefined) return [orders]
  const compact = compactMoney(localeOf(lang), currency)
  const tell = (minor: number) => format.money(minor, currency)
  const worth: Series = {
    name: t('home.chart_worth', { currency }),
    values: steps.map(({ totals }) => totals[currency] ?? 0),
    tell,
    short: compact,
  }
  return [orders, worth]
}

/** `£12K`, for the axis. */
function compactMoney(locale: string, currency: string): (minor: number) => string {
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    maximumFractionDigits: 1,
  })
  const digits = new Intl.NumberFormat(locale, { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits
  return (minor) => format.format(minor / 10 ** (digits ?? 2))
}
