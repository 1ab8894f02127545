import { useState } from 'react'
import { usePeople } from '../app/people.ts'
import { useFormat } from '../base/format.ts'
import { useSending } from '../base/sending.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { Progress } from '../kit/progress.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { toast } from '../kit/toasts.ts'
import {
  doingOf,
  type Outcome,
  type Run,
  type RunItem,
  refusedOf,
  useItems,
  useRun,
  useSteering,
} from './bulk-run.ts'
import { backOf, useBulkWords } from './bulk-words.ts'

type Parts = { run: Run; onRun: (id: string) => void }

/** One run: how far it is, what became of each order, and what can still be done with it; `onRun` shows the one that takes it back. */
export function RunView({ id, onRun }: { id: string; onRun: (id: string) => void }) {
  const run = useRun(id)
  return run ? <RunParts run={run} onRun={onRun} /> : null
}

function RunParts({ run, onRun }: Parts) {
  const [chosen, setChosen] = useState<Outcome | null>(null)
  const { t } = useWords()
  // Until somebody chooses, what was refused is what matters.
  const outcome = chosen ?? (run.refused > 0 ? 'refused' : 'done')
  return (
    <div className="grid gap-3">
      <Standing run={run} />
      <Steering run={run} onRun={onRun} />
      {run.state === 'running' && <p className="text-sm text-muted">{t('deskwork.bulk_leave')}</p>}
      {run.done + run.refused > 0 && (
        <>
          <Tabs
            label={t('deskwork.bulk_outcomes')}
            value={outcome}
            onChange={setChosen}
            tabs={[
              { value: 'refused', label: t('deskwork.bulk_refused'), count: run.refused },
              { value: 'done', label: t('deskwork.bulk_done'), count: run.done },
            ]}
          />
          <Items run={run} outcome={outcome} />
        </>
      )}
    </div>
  )
}

function Standing({ run }: { run: Run }) {
  const { t } = useWords()
  const format = useFormat()
  const { state, total, done, refused } = run
  const worked = done + refused
  const counts = { n: format.number(worked), total: format.number(total) }
  return (
    <div className="grid gap-1.5">
      <Progress label={t('deskwork.bulk_progress')} value={worked} max={total} bad={refused} />
      <p role="status" className="text-sm">
        <span className="font-medium">{t(`deskwork.bulk_state_${state}`)}</span>
        <span className="numbers text-muted"> · {t('deskwork.bulk_of', counts)}</span>
        {refused > 0 && (
          <span className="numbers text-bad">
            {' '}
            · {t('deskwork.bulk_n_refused', { n: refused })}
          </span>
        )}
      </p>
    </div>
  )
}

function Steering({ run, onRun }: Parts) {
  const { t } = useWords()
  const { steer, busy, problem } = useSteering(run.id, onRun)
  const running = run.state === 'running'
  const undone = run.undone !== null
  const back = running || undone || run.done === 0 ? null : backOf(doingOf(run).command)
  return (
    <>
      <div className="flex flex-wrap gap-2 empty:hidden">
        {running && (
          <Button busy={busy === 'stop'} onClick={() => steer('stop')}>
            {t('deskwork.bulk_stop')}
          </Button>
        )}
        {run.state === 'stopped' && !undone && (
          <Button busy={busy === 'resume'} onClick={() => steer('resume')}>
            {t('deskwork.bulk_resume')}
          </Button>
        )}
        {!running && !undone && run.refused > 0 && (
          <Button busy={busy === 'retry'} onClick={() => steer('retry')}>
            {t('deskwork.bulk_retry', { n: run.refused })}
          </Button>
        )}
        {back?.undo && (
          <Button busy={busy === 'undo'} onClick={() => steer('undo')}>
            {t(back.undo, { n: run.done })}
          </Button>
        )}
        {run.refused > 0 && <CopyRefused run={run} />}
      </div>
      {run.undone && <TakenBack by={run.undone} onRun={onRun} />}
      {back?.why && <p className="text-sm text-muted">{t(back.why)}</p>}
      {problem && <ProblemNote problem={problem} />}
    </>
  )
}

/** That it was taken back, by whom and when; and the way to the run that did. */
function TakenBack({
  by: { run, by, at },
  onRun,
}: {
  by: NonNullable<Run['undone']>
  onRun: (id: string) => void
}) {
  const { t } = useWords()
  const format = useFormat()
  const nameOf = usePeople()
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm">
      {t('deskwork.bulk_undone_by', { who: nameOf(by), at: format.time(at) })}
      <Button kind="quiet" className="h-7 px-2" onClick={() => onRun(run)}>
        {t('deskwork.bulk_undone_show')}
      </Button>
    </p>
  )
}

/** Number and reason of each, as a sheet takes them. */
function CopyRefused({ run }: { run: Run }) {
  const { t } = useWords()
  const { whyOf } = useBulkWords()
  const { send, busy, problem } = useSending(async () => {
    const items = await refusedOf(run.id)
    const lines = items.map((item) => `${item.number ?? item.order}\t${whyOf(item)}`)
    await navigator.clipboard.writeText(lines.join('\n'))
    toast({ text: t('deskwork.bulk_copied', { n: items.length }) })
  })
  return (
    <>
      <Button kind="quiet" busy={busy} onClick={() => send()}>
        {t('deskwork.bulk_copy')}
      </Button>
      {problem && <ProblemNote problem={problem} />}
    </>
  )
}

function Items({ run, outcome }: { run: Run; outcome: Outcome }) {
  const { t } = useWords()
  const { items, more } = useItems(run, outcome)
  if (items.length === 0) return <p className="text-sm text-muted">{t('deskwork.bulk_none')}</p>
  return (
    <section
      aria-label={t(outcome === 'refused' ? 'deskwork.bulk_refused' : 'deskwork.bulk_done')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      className="max-h-72 overflow-y-auto rounded-md border border-line"
    >
      <ul className="divide-y divide-line text-sm">
        {items.map((item) => (
          <Item key={item.place} item={item} />
        ))}
      </ul>
      {more && (
        <Button kind="quiet" className="w-full" onClick={() => more()}>
          {t('deskwork.bulk_more')}
        </Button>
      )}
    </section>
  )
}

function Item({ item }: { item: RunItem }) {
  const { whyOf } = useBulkWords()
  const why = whyOf(item)
  return (
    <li className="flex gap-3 px-3 py-1.5">
      <a
        href={`/orders/${item.order}`}
        target="_blank"
        rel="noreferrer"
        className="numbers w-24 shrink-0 truncate font-medium hover:underline"
      >
        {item.number ?? item.order}
      </a>
      <span className="min-w-0 text-muted">{why}</span>
    </li>
  )
}
