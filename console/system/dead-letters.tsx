import { useState } from 'react'
import { useSession } from '../app/session.tsx'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Section } from '../kit/page.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { type DeadCause, type DeadFilter, type DeadJob, type System, useReplay } from './data.ts'
import { useDuration } from './duration.ts'
import { SkipDialog } from './skip-dialog.tsx'

export type Skipping = { kind: string; jobs: number; filter: DeadFilter }

/** Jobs that were given up, by their cause: retry them when the cause is mended, or skip them for good. */
export function DeadLetters({ system: { deadCauses, deadJobs } }: { system: System }) {
  const { t } = useWords()
  const [skipping, setSkipping] = useState<Skipping | null>(null)
  return (
    <Section title={t('system.dead_letters')}>
      <ul className="border-t border-line">
        {deadCauses.map((cause) => (
          <CauseRow
            key={`${cause.kind} ${cause.cause}`}
            cause={cause}
            letters={deadJobs.filter((job) => job.kind === cause.kind && job.cause === cause.cause)}
            onSkip={setSkipping}
          />
        ))}
      </ul>
      {skipping && <SkipDialog {...skipping} onClose={() => setSkipping(null)} />}
    </Section>
  )
}

function CauseRow({
  cause: { kind, cause, jobs, oldestSeconds },
  letters,
  onSkip,
}: {
  cause: DeadCause
  letters: readonly DeadJob[]
  onSkip: (skipping: Skipping) => void
}) {
  const { t, code } = useWords()
  const duration = useDuration()
  const [each, setEach] = useState(false)
  return (
    <li className="border-b border-line py-2 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">{code('job', kind)}</span>
        <span className="numbers text-bad">{t('system.dead_n', { n: jobs })}</span>
        <span className="text-muted">
          {t('system.dead_since', { time: duration(oldestSeconds) })}
        </span>
        <span className="ml-auto flex gap-1">
          <Button kind="quiet" aria-expanded={each} onClick={() => setEach(!each)}>
            {t(each ? 'system.hide_each' : 'system.show_each')}
          </Button>
          <Ways kind={kind} jobs={jobs} filter={{ kind, cause }} onSkip={onSkip} />
        </span>
      </div>
      <p className="font-mono text-xs break-words">{cause}</p>
      <p className="text-xs text-muted">{code('job_effect', kind)}</p>
      {each && <Letters letters={letters} onSkip={onSkip} />}
    </li>
  )
}

function Letters({
  letters,
  onSkip,
}: {
  letters: readonly DeadJob[]
  onSkip: (skipping: Skipping) => void
}) {
  const { t } = useWords()
  return (
    <ul className="mt-1 pl-4">
      {letters.map(({ id, kind, stream, tries, waiting }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-3">
          <span className="font-mono text-xs break-all">{stream}</span>
          <span className="text-muted">{t('system.tries', { n: tries })}</span>
          {waiting > 0 && (
            <span className="text-muted">{t('system.behind_it', { n: waiting })}</span>
          )}
          <span className="ml-auto flex gap-1">
            <Ways kind={kind} jobs={1} filter={{ id }} onSkip={onSkip} />
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Retry and skip, for those who may. */
function Ways({ kind, jobs, filter, onSkip }: Skipping & { onSkip: (one: Skipping) => void }) {
  const { t } = useWords()
  const { may } = useSession()
  const replay = useReplay()
  if (!may('system:manage')) return null
  return (
    <>
      {replay.problem && <ProblemNote problem={replay.problem} />}
      <Button busy={replay.busy} onClick={() => replay.send(filter)}>
        {t('system.retry')}
      </Button>
      <Button kind="danger" onClick={() => onSkip({ kind, jobs, filter })}>
        {t('system.skip')}
      </Button>
    </>
  )
}
