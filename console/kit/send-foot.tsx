import { useWords } from '../base/words.ts'
import { Button } from './button.tsx'

/** The foot of a dialog with a form: leave it, or send the form with this id. */
export function SendFoot({
  id,
  submit,
  leave,
  tone,
  ready = true,
  busy = false,
  onClose,
}: {
  id: string
  /** “Save” when absent. */
  submit?: string | undefined
  /** “Cancel” when absent; another word where it is something else that is cancelled. */
  leave?: string | undefined
  tone?: 'danger' | undefined
  ready?: boolean
  busy?: boolean
  onClose: () => void
}) {
  const { t } = useWords()
  return (
    <>
      <Button onClick={onClose}>{leave ?? t('common.cancel')}</Button>
      <Button form={id} type="submit" kind={tone ?? 'primary'} busy={busy} disabled={!ready}>
        {submit ?? t('common.save')}
      </Button>
    </>
  )
}
