import { useState } from 'react'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Confirm } from '../kit/confirm.tsx'
import { MomentField } from '../kit/moment-field.tsx'
import { toast } from '../kit/toasts.ts'
import { useAgain, type Webhook } from './data.ts'

/** Sends again what was given up, or everything since a moment, for a receiver that was broken and is whole again. */
export function Replay({ webhook }: { webhook: Webhook }) {
  const { t } = useWords()
  const again = useAgain()
  const [since, setSince] = useState<Date | null>(null)
  const [asking, setAsking] = useState(false)
  const { id, dead } = webhook
  const replay = async (body: { since?: string }) => {
    const { replayed } = await api.call('POST /api/webhooks/{id}/replay', { params: { id }, body })
    toast({ text: t('settings.replayed', { n: replayed }) })
    await Promise.all([again('deliveries', id), again('webhooks')])
  }
  return (
    <div className="flex flex-wrap items-end gap-2">
      {dead > 0 && <Button onClick={() => replay({})}>{t('settings.replay_dead')}</Button>}
      <MomentField
        label={t('settings.replay_from')}
        value={since}
        onChange={setSince}
        className="w-64"
      />
      <Button disabled={since === null} onClick={() => setAsking(true)}>
        {t('settings.replay_since')}
      </Button>
      {asking && since && (
        <Confirm
          title={t('settings.replay_since_title')}
          text={t('settings.replay_since_text')}
          action={t('settings.replay')}
          onConfirm={() => replay({ since: since.toISOString() })}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}
