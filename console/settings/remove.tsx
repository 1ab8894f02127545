import { useState } from 'react'
import { api, Problem } from '../app/api.ts'
import { useWords } from '../app/words.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { type Kind, useAgain } from './data.ts'

/** Takes a setting away after asking; its history stays. */
export function RemoveSetting({
  kind,
  code,
  version,
  onDone,
}: {
  kind: Kind
  code: string
  version: number
  onDone: () => void
}) {
  const { t } = useWords()
  const again = useAgain()
  const [asking, setAsking] = useState(false)
  const remove = async () => {
    await api.call('DELETE /api/settings/{kind}/{code}', {
      params: { kind, code },
      ifMatch: version,
    })
    onDone()
    await again('settings')
  }
  return (
    <>
      <Button kind="danger" onClick={() => setAsking(true)}>
        {t('settings.remove')}
      </Button>
      {asking && (
        <Confirm
          title={t('settings.remove_title', { code })}
          text={t('settings.remove_text')}
          action={t('settings.remove')}
          onConfirm={remove}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

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
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const confirm = async () => {
    setBusy(true)
    try {
      await onConfirm()
      onClose()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button kind="quiet" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button kind="danger" busy={busy} onClick={confirm}>
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
