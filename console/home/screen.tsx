import type { Problem } from '../app/api.ts'
import { useFormat } from '../app/format.ts'
import { useSession } from '../app/session.tsx'
import { useWords } from '../app/words.ts'
import { Page } from '../kit/page.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { useHomeNews, useOverview } from './data.ts'
import { FirstRun } from './first-run.tsx'
import { Funnel } from './funnel.tsx'
import type { Overview } from './hours.ts'
import { Incoming } from './incoming.tsx'
import { Late } from './late.tsx'
import { Mentions } from './mentions.tsx'
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

function Day({ overview }: { overview: Overview }) {
  const { may } = useSession()
  return (
    <div className="flex flex-col gap-6">
      <Numbers overview={overview} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6">
          <Late count={overview.late} />
          <Incoming hours={overview.hours} />
          <Mentions />
        </div>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6">
          <Waits overview={overview} />
          <Funnel overview={overview} />
          {may('stock:read') && <StockOuts />}
        </div>
      </div>
    </div>
  )
}
