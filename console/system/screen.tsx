import type { Problem } from '../base/api.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { type Tone, tones } from '../kit/chip.tsx'
import { Page } from '../kit/page.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { type System, useSystem } from './data.ts'
import { DeadLetters } from './dead-letters.tsx'
import { Followers } from './followers.tsx'
import { type Health, healthOf } from './health.ts'
import { Jobs } from './jobs.tsx'
import { ParkedStreams } from './parked.tsx'
import { RunsOn } from './runs-on.tsx'

/** Is it healthy, what is late, what to do. */
export function Screen() {
  const { t } = useWords()
  const format = useFormat()
  const { data, error, dataUpdatedAt } = useSystem()
  const at = dataUpdatedAt > 0 ? format.clock(new Date(dataUpdatedAt).toISOString()) : ''
  return (
    <Page
      title={t('system.title')}
      head={at && <span className="text-sm text-muted">{t('system.refreshed', { time: at })}</span>}
    >
      {error && <ProblemNote problem={error as Problem} />}
      {data && <Parts system={data} />}
    </Page>
  )
}

function Parts({ system }: { system: System }) {
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      <Verdict health={healthOf(system)} />
      {system.deadCauses.length > 0 && <DeadLetters system={system} />}
      {system.parked.length > 0 && <ParkedStreams parked={system.parked} />}
      <Followers followers={system.followers} />
      <Jobs jobs={system.jobs} />
      <RunsOn system={system} />
    </div>
  )
}

const verdicts: Record<Health['state'], Tone> = { well: 'good', behind: 'warn', ill: 'bad' }

/** The answer first. */
function Verdict({ health: { state, dead, parked } }: { health: Health }) {
  const { t } = useWords()
  return (
    <div role="status" className={`rounded-md px-4 py-3 ${tones[verdicts[state]]}`}>
      <p className="text-base font-semibold">{t(`system.${state}`)}</p>
      <p className="text-sm">
        {state === 'ill' ? t('system.ill_why', { dead, parked }) : t(`system.${state}_why`)}
      </p>
    </div>
  )
}
