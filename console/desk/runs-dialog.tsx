import { ChevronLeft } from 'lucide-react'
import { useState } from 'react'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Chip, type Tone } from '../kit/chip.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { doingOf } from './bulk-run.ts'
import { RunView } from './bulk-view.tsx'
import { useBulkWords } from './bulk-words.ts'
import { type Run, useRuns } from './runs-known.ts'

/** One's own runs, newest first; each opens to its outcomes. */
export function Runs({ onClose, first }: { onClose: () => void; first?: string }) {
  const { t } = useWords()
  const [shown, setShown] = useState<string | null>(first ?? null)
  const runs = useRuns()
  const run = runs?.find(({ id }) => id === shown)
  const { nameOf } = useBulkWords()
  return (
    <Dialog title={run ? nameOf(doingOf(run)) : t('deskwork.bulk_runs')} onClose={onClose}>
      {shown ? (
        <div className="grid gap-3">
          <div>
            <Button kind="quiet" className="-ml-2 px-2" onClick={() => setShown(null)}>
              <ChevronLeft size={15} aria-hidden="true" />
              {t('deskwork.bulk_runs')}
            </Button>
          </div>
          <RunView id={shown} onRun={setShown} />
        </div>
      ) : runs?.length === 0 ? (
        <Empty title={t('deskwork.bulk_no_runs')}>{t('deskwork.bulk_no_runs_hint')}</Empty>
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
          <span className="block truncate font-medium">{nameOf(doingOf(run))}</span>
          <span className="numbers text-muted">
            {format.time(run.madeAt)} · {t('deskwork.bulk_of', counts)}
          </span>
        </span>
        {run.refused > 0 && (
          <Chip tone="bad">{t('deskwork.bulk_n_refused', { n: run.refused })}</Chip>
        )}
        {run.undone ? (
          <Chip tone="neutral">{t('deskwork.bulk_undone')}</Chip>
        ) : (
          <Chip tone={tones[run.state]}>{t(`deskwork.bulk_state_${run.state}`)}</Chip>
        )}
      </button>
    </li>
  )
}
