import { ChevronLeft, ListChecks } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useFormat } from '../app/format.ts'
import { useWords } from '../app/words.ts'
import { Button } from '../kit/button.tsx'
import { Chip, type Tone } from '../kit/chip.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { commandOf, type Run, useRuns } from './bulk-run.ts'
import { useBulkWords } from './bulk-words.ts'

const RunView = lazy(() =>
  import('./bulk-view.tsx').then((module) => ({ default: module.RunView })),
)

const remembered = 50

/** In the head of the desk while a run of one's own goes on: how far it is, and the way back to it. */
export function RunsButton() {
  const { t } = useWords()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const runs = useRuns(remembered)
  const going = runs?.filter(({ state }) => state === 'running') ?? []
  const sum = (count: (run: Run) => number) => going.reduce((all, run) => all + count(run), 0)
  const share =
    sum(({ done, refused }) => done + refused) /
    Math.max(
      1,
      sum(({ total }) => total),
    )
  if (!runs || runs.length === 0) return null
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        <ListChecks size={15} aria-hidden="true" />
        {going.length === 0
          ? t('desk.bulk_runs')
          : t('desk.bulk_going', { n: going.length, share: format.percent(share) })}
      </Button>
      {open && <Runs onClose={() => setOpen(false)} />}
    </>
  )
}

/** One's own runs, newest first; each opens to its outcomes. */
export function Runs({ onClose, first }: { onClose: () => void; first?: string }) {
  const { t } = useWords()
  const [shown, setShown] = useState<string | null>(first ?? null)
  const runs = useRuns(remembered)
  const run = runs?.find(({ id }) => id === shown)
  const { nameOf } = useBulkWords()
  return (
    <Dialog title={run ? nameOf(commandOf(run)) : t('desk.bulk_runs')} onClose={onClose}>
      {shown ? (
        <div className="grid gap-3">
          <div>
            <Button kind="quiet" className="-ml-2 px-2" onClick={() => setShown(null)}>
              <ChevronLeft size={15} aria-hidden="true" />
              {t('desk.bulk_runs')}
            </Button>
          </div>
          <Suspense>
            <RunView id={shown} />
          </Suspense>
        </div>
      ) : runs?.length === 0 ? (
        <Empty title={t('desk.bulk_no_runs')}>{t('desk.bulk_no_runs_hint')}</Empty>
      ) : (
        <ul className="-mx-2 grid">
          {runs?.map((one) => (
            <RunLine key={one.id} run={one} onShow={setShown} />
          ))}
        </ul>
      )}
    </Dialog>
  )
}

const tones: Record<Run['state'], Tone> = { running: 'info', stopped: 'warn', done: 'good' }

function RunLine({ run, onShow }: { run: Run; onShow: (id: string) => void }) {
  const { t } = useWords()
  const { nameOf } = useBulkWords()
  const format = useFormat()
  const counts = { n: format.number(run.done), total: format.number(run.total) }
  return (
    <li>
      <button
        type="button"
        onClick={() => onShow(run.id)}
        className="flex w-full items-center gap-3 rounded-md px-2 py-1.5 text-left text-sm hover:bg-sunken"
      >
        <span className="min-w-0 grow">
          <span className="block truncate font-medium">{nameOf(commandOf(run))}</span>
          <span className="numbers text-muted">
            {format.time(run.madeAt)} · {t('desk.bulk_of', counts)}
          </span>
        </span>
        {run.refused > 0 && <Chip tone="bad">{t('desk.bulk_n_refused', { n: run.refused })}</Chip>}
        <Chip tone={tones[run.state]}>{t(`desk.bulk_state_${run.state}`)}</Chip>
      </button>
    </li>
  )
}
