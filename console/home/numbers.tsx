import { useFormat } from '../app/format.ts'
import { useWords } from '../app/words.ts'
import { Sparkline } from '../kit/sparkline.tsx'
import { Stat } from '../kit/stat.tsx'
import { currenciesOf, localDay, type Overview, stepsOf } from './hours.ts'

/** What one looks for first, as numbers. */
export function Numbers({ overview }: { overview: Overview }) {
  const { t } = useWords()
  const format = useFormat()
  const { late, buckets, held, hours, today } = overview
  const days = stepsOf(hours, 'day', new Date())
  const yesterday = days.at(-2)?.orders ?? 0
  const from = { from: localDay(new Date()) }
  return (
    <div className="grid grid-cols-2 gap-x-8 gap-y-4 border-b border-line pb-4 sm:grid-cols-3 xl:grid-cols-5">
      <Stat
        label={t('home.late')}
        value={format.number(late)}
        tone={late > 0 ? 'bad' : 'plain'}
        to="/orders"
        search={{ bucket: 'late' }}
      />
      <Stat
        label={t('home.to_confirm')}
        value={format.number(buckets.to_confirm)}
        note={t('home.to_confirm_note')}
        to="/orders"
        search={{ bucket: 'to_confirm' }}
      />
      <Stat
        label={t('home.held')}
        value={format.number(buckets.held)}
        note={held.length > 0 && t('home.held_note', { n: held.length })}
        tone={buckets.held > 0 ? 'warn' : 'plain'}
        to="/orders"
        search={{ bucket: 'held' }}
      />
      <Stat
        label={t('home.placed_today')}
        value={format.number(today.placed)}
        note={t('home.placed_yesterday', { n: yesterday })}
        to="/orders"
        search={from}
      >
        <Sparkline
          values={days.map(({ orders }) => orders)}
          label={t('home.trend', { n: days.at(-1)?.orders ?? 0 })}
        />
      </Stat>
      <Stat
        label={t('home.worth_today')}
        value={<Worth totals={days.at(-1)?.totals ?? {}} order={currenciesOf(hours)} />}
        to="/orders"
        search={{ ...from, sort: 'total_high' }}
      />
    </div>
  )
}

/** One amount for each currency: they are never added up. */
function Worth({
  totals,
  order,
}: {
  totals: Readonly<Record<string, number>>
  order: readonly string[]
}) {
  const { t } = useWords()
  const format = useFormat()
  const mine = order.filter((currency) => totals[currency] !== undefined)
  if (mine.length === 0)
    return <span className="text-sm font-normal text-muted">{t('home.worth_none')}</span>
  return mine.map((currency) => (
    <span key={currency} className="block">
      {format.money(totals[currency] ?? 0, currency)}
    </span>
  ))
}
