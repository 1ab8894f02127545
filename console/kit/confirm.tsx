import { useSending } from '../base/sending.ts'
import { useWords } from '../base/words.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { ProblemNote } from './problem.tsx'

/** Asks before what cannot be taken back; what the server refuses is told in the same place. */
export function Confirm({
  title,
  text,
  action,
  onConfirm,
  onClose,
}: {
  title: string
  text: string
  action: string
  onConfirm: () => Promise<void>
  onClose: () => void
}) {
  const { t } = useWords()
  const { send, busy, problem } = useSending(onConfirm, { done: onClose })
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button kind="quiet" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button kind="danger" busy={busy} onClick={() => send()}>
            {action}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p>{text}</p>
        {problem && <ProblemNote problem={problem} />}
      </div>
    </Dialog>
  )
}
