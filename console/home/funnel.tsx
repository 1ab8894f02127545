import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Section } from '../kit/page.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { localDay, type Overview } from './hours.ts'

type Reached = Overview['today']
type Day = 'today' | 'yesterday'
const steps = ['placed', 'confirmed', 'allocated', 'released', 'shipped', 'delivered'] as const
type Step = (typeof steps)[number]
/** The orders of one day, as the desk's address says it. */
type Stretch = { from: string; to: string }

/**
 * How far the orders of a day got: each bar is those that reached the step, of all that came. Until the first order of today it
 * shows yesterday, unless somebody chooses.
 */
export function Funnel({ overview }: { overview: Overview }) {
  const { t } = useWords()
  const [chosen, choose] = useState<Day | null>(null)
  const day = chosen ?? (overview.today.placed === 0 ? 'yesterday' : 'today')
  const reached = overview[day]
  const date = localDay(new Date(Date.now() - (day === 'today' ? 0 : 86_400_000)))
  const stretch = { from: date, to: date }
  return (
    <Section
      title={t('home.funnel_question')}
      actions={
        <Tabs
          label={t('home.funnel_day')}
          tabs={[
            { value: 'today', label: t('home.today') },
            { value: 'yesterday', label: t('home.yesterday') },
          ]}
          value={day}
          onChange={choose}
        />
      }
    >
      {reached.placed === 0 ? (
        <p className="py-2 text-sm text-muted">{t(`home.funnel_none_${day}`)}</p>
      ) : (
        <ol>
          {steps.map((step) => (
            <Bar key={step} step={step} reached={reached} stretch={stretch} />
          ))}
        </ol>
      )}
      {reached.cancelled > 0 && (
        <p className="mt-2 text-sm">
          <Link
            to="/orders"
            search={{ bucket: 'cancelled', ...stretch }}
            className="rounded-sm text-accent hover:underline"
          >
            {t('home.funnel_cancelled', { n: reached.cancelled })}
          </Link>
        </p>
      )}
    </Section>
  )
}

function Bar({ step, reached, stretch }: { step: Step; reached: Reached; stretch: Stretch }) {
  const { t } = useWords()
  const format = useFormat()
  const n = reached[step]
  const share = n / reached.placed
  const search = { ...stretch, ...(step !== 'placed' && { reached: step }) }
  const label = t(`home.funnel_${step}`)
  return (
    <li>
      <Link
        to="/orders"
        search={search}
        className="group flex h-(--row) items-center gap-3 rounded-sm text-sm"
      >
        <span className="w-20 shrink-0 text-muted group-hover:text-ink">{label}</span>
        <span
          aria-hidden="true"
          className="h-4 min-w-0 grow rounded-sm bg-track forced-color-adjust-none"
        >
          <span
            className="block h-full rounded-sm bg-accent"
            style={{ width: `${share * 100}%` }}
          />
        </span>
        <span className="numbers w-12 shrink-0 text-right font-medium group-hover:underline">
          {format.number(n)}
        </span>
        <span className="numbers w-14 shrink-0 text-right text-muted">{format.percent(share)}</span>
      </Link>
    </li>
  )
}
