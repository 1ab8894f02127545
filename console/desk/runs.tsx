import { ListChecks } from 'lucide-react'
import { useState } from 'react'
import { useFormat } from '../base/format.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { later } from '../kit/loaded.tsx'
import { type Run, useRuns } from './runs-known.ts'

/** One's own runs, newest first; each opens to its outcomes. */
const Runs = later(() => import('./runs-dialog.tsx').then((module) => module.Runs))

/** In the head of the desk once there were runs: how far those are that go on, and the way back to them. */
export function RunsButton() {
  const { t } = useWords()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const runs = useRuns()
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
          ? t('desk.runs')
          : t('desk.runs_going', { n: going.length, share: format.percent(share) })}
      </Button>
      {open && <Runs onClose={() => setOpen(false)} />}
    </>
  )
}
