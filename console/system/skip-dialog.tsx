import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { useSkip } from './data.ts'
import type { Skipping } from './dead-letters.tsx'

/** Skipping cannot be taken back: it says what is lost, and asks. */
export function SkipDialog({ kind, jobs, filter, onClose }: Skipping & { onClose: () => void }) {
  const { t, code } = useWords()
  const skip = useSkip()
  const skipAll = async () => {
    if (await skip.send(filter)) onClose()
  }
  return (
    <Dialog
      title={t('system.skip_title', { n: jobs })}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="danger" busy={skip.busy} onClick={skipAll}>
            {t('system.skip_do')}
          </Button>
        </>
      }
    >
      <p className="text-sm">{t('system.skip_why', { effect: code('job_effect', kind) })}</p>
      {skip.problem && <ProblemNote problem={skip.problem} />}
    </Dialog>
  )
}
