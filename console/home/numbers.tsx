import type { ReactNode } from 'react'
import { Stat } from '../app/stat.tsx'
import { type Format, useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Sparkline } from '../kit/sparkline.tsx'
import { currenciesOf, localDay, type Overview, type Step, stepsOf } from './hours.ts'
import type { Job } from './job.ts'

type Queue = 'to_confirm' | 'waiting' | 'to_release' | 'in_warehouse' | 'shipped'
type Shown = Queue | 'late' | 'held' | 'placed' | 'worth'

const shownTo: Record<Job, readonly Shown[]> = {
  desk: ['late', 'to_confirm', 'held', 'placed', 'worth'],
  warehouse: ['late', 'to_release', 'in_warehouse', 'waiting', 'placed'],
  courier: ['shipped'],
}

/** What one looks for first, as numbers; those of a line that is not full share its width. */
export function Numbers({ job, overview }: { job: Job; overview: Overview }) {
  const days = stepsOf(overview.hours, 'day', new Date())
  return (
    <div className="flex flex-wrap gap-x-8 gap-y-4 border-b border-line pb-4 *:grow *:basis-32 sm:*:basis-40">
      {shownTo[job].map((what) => (
        <NumberOf key={what} what={what} days={days} overview={overview} />
      ))}
    </div>
  )
}

type Given = { overview: Overview; days: readonly Step[] }

function NumberOf({ what, ...given }: Given & { what: Shown }) {
  switch (what) {
    case 'late':
      return <Late {...given} />
    case 'held':
      return <Held {...given} />
    case 'placed':
      return <Placed {...given} />
    case 'worth':
      return <Worth {...given} />
    default:
      return <InQueue queue={what} {...given} />
  }
}

function InQueue({ queue, overview: { buckets } }: Given & { queue: Queue }) {
  const { code } = useWords()
  const format = useFormat()
  return (
    <Stat
      label={code('bucket', queue)}
      value={format.number(buckets[queue])}
      note={code('bucket_who', queue)}
      rows={{ bucket: queue }}
    />
  )
}

function Late({ overview: { late } }: Given) {
  const { t } = useWords()
  const format = useFormat()
  return (
    <Stat
      label={t('home.late')}
      value={format.number(late)}
      note={t(late > 0 ? 'home.late_note' : 'home.next_none_late')}
      tone={late > 0 ? 'bad' : 'plain'}
      rows={{ bucket: 'late' }}
    />
  )
}

function Held({ overview: { buckets, held } }: Given) {
  const { t } = useWords()
  const format = useFormat()
  return (
    <Stat
      label={t('home.held')}
      value={format.number(buckets.held)}
      note={held.length > 0 && t('home.held_note', { n: held.length })}
      tone={buckets.held > 0 ? 'warn' : 'plain'}
      rows={{ bucket: 'held' }}
    />
  )
}

function Placed({ overview: { today }, days }: Given) {
  const { t } = useWords()
  const format = useFormat()
  return (
    <Stat
      label={t('home.placed_today')}
      value={format.number(today.placed)}
      note={t('home.placed_yesterday', { n: days.at(-2)?.orders ?? 0 })}
      rows={{ from: localDay(new Date()) }}
    >
      <Sparkline
        values={days.map(({ orders }) => orders)}
        label={t('home.trend', { n: days.at(-1)?.orders ?? 0 })}
      />
    </Stat>
  )
}

function Worth({ overview: { hours }, days }: Given) {
  const { t } = useWords()
  const format = useFormat()
  const order = currenciesOf(hours)
  const amounts = amountsOf(days.at(-1), order, format)
  const before = amountsOf(days.at(-2), order, format)
  return (
    <Stat
      label={t('home.worth_today')}
      value={amounts.length === 0 ? '–' : lines(amounts)}
      note={
        before.length === 0 ? (
          amounts.length === 0 && t('home.worth_none')
        ) : (
          <span className="numbers">
            {t('home.worth_yesterday', { money: before.join(' · ') })}
          </span>
        )
      }
      rows={{ from: localDay(new Date()), sort: 'total_high' }}
    />
  )
}

/** One amount for each currency: they are never added up. */
function amountsOf(day: Step | undefined, order: readonly string[], format: Format): string[] {
  return order.flatMap((currency) => {
    const total = day?.totals[currency]
    return total === undefined ? [] : [format.money(total, currency)]
  })
}

function lines(amounts: readonly string[]): ReactNode {
  return amounts.map((amount) => (
    <span key={amount} className="block">
      {amount}
    </span>
  ))
}
