import { useState } from 'react'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Confirm } from '../kit/confirm.tsx'
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
