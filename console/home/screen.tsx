import { useSession } from '../app/session.tsx'
import type { Problem } from '../base/api.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Page } from '../kit/page.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { useHomeNews, useOverview } from './data.ts'
import { FirstRun } from './first-run.tsx'
import { Funnel } from './funnel.tsx'
import type { Overview } from './hours.ts'
import { Incoming } from './incoming.tsx'
import { jobOf } from './job.ts'
import { Mentions } from './mentions.tsx'
import { Next } from './next.tsx'
import { Numbers } from './numbers.tsx'
import { StockOuts } from './stock-outs.tsx'
import { Waits } from './waits.tsx'

/** The day at a glance; every number opens its rows. */
export function Screen() {
  const { t } = useWords()
  const format = useFormat()
  const { data, error } = useOverview()
  useHomeNews()
  return (
    <Page
      title={t('home.title')}
      head={<span className="text-sm text-muted">{format.date(new Date().toISOString())}</span>}
    >
      {error && <ProblemNote problem={error as Problem} />}
      {data && (data.all === 0 ? <FirstRun /> : <Day overview={data} />)}
    </Page>
  )
}

/** Whoever drives sees what is to be delivered; the flow and its numbers are for those who work on it. */
function Day({ overview }: { overview: Overview }) {
  const { may } = useSession()
  const job = jobOf(may)
  const flow = job !== 'courier'
  return (
    <div className="flex flex-col gap-6">
      <Numbers job={job} overview={overview} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6">
          <Next job={job} overview={overview} />
          {flow && <Incoming hours={overview.hours} />}
          {may('orders:comment') && <Mentions />}
        </div>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6">
          {flow && <Waits overview={overview} />}
          {flow && <Funnel overview={overview} />}
          {may('stock:read') && <StockOuts />}
        </div>
      </div>
    </div>
  )
}
