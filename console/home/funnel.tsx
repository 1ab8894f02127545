import { Link } from '@tanstack/react-router'
import { useFormat } from '../app/format.ts'
import { useWords } from '../app/words.ts'
import { Section } from '../kit/page.tsx'
import { localDay, type Overview } from './hours.ts'

type Today = Overview['today']
const steps = ['placed', 'confirmed', 'allocated', 'released', 'shipped', 'delivered'] as const
type Step = (typeof steps)[number]

/** How far the orders that came in today got: each bar is those that reached the step, of all that came. */
export function Funnel({ today }: { today: Today }) {
  const { t } = useWords()
  const from = localDay(new Date())
  return (
    <Section title={t('home.funnel_question')}>
      {today.placed === 0 ? (
        <p className="py-2 text-sm text-muted">{t('home.funnel_none')}</p>
      ) : (
        <ol>
          {steps.map((step) => (
            <Bar key={step} step={step} today={today} from={from} />
          ))}
        </ol>
      )}
      {today.cancelled > 0 && (
        <p className="mt-2 text-sm">
          <Link
            to="/orders"
            search={{ bucket: 'cancelled', from } as never}
            className="rounded-sm text-accent hover:underline"
          >
            {t('home.funnel_cancelled', { n: today.cancelled })}
          </Link>
        </p>
      )}
    </Section>
  )
}

function Bar({ step, today, from }: { step: Step; today: Today; from: string }) {
  const { t } = useWords()
  const format = useFormat()
  const n = today[step]
  const share = n / today.placed
  const search = { from, ...(step !== 'placed' && { reached: step }) }
  const label = t(`home.funnel_${step}`)
  return (
    <li>
      <Link
        to="/orders"
        search={search as never}
        className="group flex h-(--row) items-center gap-3 rounded-sm text-sm"
      >
        <span className="w-20 shrink-0 text-muted group-hover:text-ink">{label}</span>
        <span aria-hidden="true" className="h-4 min-w-0 grow rounded-sm bg-sunken">
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
