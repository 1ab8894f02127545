import { useEffect, useRef, useState } from 'react'
import { usePeople } from '../app/people.ts'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Section } from '../kit/page.tsx'
import { Progress as ProgressBar } from '../kit/progress.tsx'
import { Time } from '../kit/time.tsx'
import type { Progress } from './detail.tsx'

const kinds = ['rows', 'orders', 'returns', 'charges', 'movements', 'repairs'] as const

/** What the rows became so far; while the file is read, how fast. */
export function Outcome({ document }: { document: Progress }) {
  const { t } = useWords()
  const format = useFormat()
  const person = usePeople()
  const speed = useSpeed(document)
  const { state, rowsIn, counts, by, madeAt, doneAt, movedDays } = document
  return (
    <Section title={t('imports.became')}>
      {state === 'reading' && (
        <div className="mb-3 grid gap-1">
          <ProgressBar label={t('imports.reading')} value={counts.rows} max={rowsIn} />
          <p className="numbers text-sm text-muted" aria-live="off">
            {t('imports.reading')}
            {speed !== null && ` · ${t('imports.speed', { n: format.number(speed) })}`}
          </p>
        </div>
      )}
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(6rem,1fr))] gap-x-4 gap-y-2">
        {kinds.map((kind) => (
          <div key={kind} className="border-l border-line pl-3">
            <dt className="text-xs text-muted">{t(`imports.${kind}`)}</dt>
            <dd
              className={`numbers text-xl font-semibold ${kind === 'repairs' && counts.repairs > 0 ? 'text-warn' : ''}`}
            >
              {format.number(counts[kind])}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-sm text-muted">
        {person(by)} · <Time at={madeAt} />
        {doneAt && (
          <>
            {' – '}
            <Time at={doneAt} />
          </>
        )}
        {movedDays !== 0 && ` · ${t('imports.moved', { n: movedDays })}`}
      </p>
    </Section>
  )
}

/** Rows a second over the last looks; null until two of them differ. */
function useSpeed({ counts, state }: Progress): number | null {
  const looks = useRef<{ at: number; rows: number }[]>([])
  const [speed, setSpeed] = useState<number | null>(null)
  const { rows } = counts
  useEffect(() => {
    if (state !== 'reading') return setSpeed(null)
    looks.current = [...looks.current.slice(-5), { at: performance.now(), rows }]
    const [first] = looks.current
    const last = looks.current.at(-1)
    if (!first || !last || last.rows === first.rows) return
    setSpeed(Math.round(((last.rows - first.rows) * 1_000) / (last.at - first.at)))
  }, [rows, state])
  return speed
}
