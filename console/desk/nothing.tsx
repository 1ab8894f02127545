import { Problem } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Empty } from '../kit/empty.tsx'
import { ProblemNote } from '../kit/problem.tsx'

/** Instead of the desk: an address of a queue that there is not, as an old link has it. */
export function NoQueue({ name, onAll }: { name: string; onAll: () => void }) {
  const { t } = useWords()
  const all = <Button onClick={onAll}>{t('desk.no_queue_do')}</Button>
  return (
    <Empty title={t('desk.no_queue', { name })} action={all}>
      {t('desk.no_queue_why')}
    </Empty>
  )
}

/** Instead of rows: why there are none, and what to do. */
export function Nothing({
  error,
  narrowed,
  onAll,
}: {
  error: unknown
  /** Whether a queue, words or filters narrow the list. */
  narrowed: boolean
  /** Takes away what narrows it. */
  onAll: () => void
}) {
  const { t } = useWords()
  const all = <Button onClick={onAll}>{t('desk.filter_clear')}</Button>
  if (error instanceof Problem)
    return (
      <div className="p-4">
        <ProblemNote problem={error} action={all} />
      </div>
    )
  if (narrowed)
    return (
      <Empty title={t('desk.nothing_found')} action={all}>
        {t('desk.nothing_found_why')}
      </Empty>
    )
  const enter = (
    <a href="/entry" className="text-accent underline">
      {t('desk.nothing_do')}
    </a>
  )
  return (
    <Empty title={t('desk.nothing')} action={enter}>
      {t('desk.nothing_why')}
    </Empty>
  )
}
