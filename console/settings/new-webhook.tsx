import { useState } from 'react'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Secret } from '../kit/secret.tsx'
import { useAgain } from './data.ts'
import { type Saved, WebhookForm, type WebhookGiven } from './webhook-form.tsx'

const first: WebhookGiven = { url: '', description: '', types: ['order.*'], contacts: false }

/** Adds a receiver; the secret that its messages are signed with is shown here and nowhere again. */
export function NewWebhook({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const again = useAgain()
  const [secret, setSecret] = useState<string | null>(null)
  const add = async (body: Saved) => {
    setSecret((await api.call('POST /api/webhooks', { body })).secret)
    await again('webhooks')
  }
  if (secret !== null)
    return <SecretDialog title={t('settings.webhook_made')} secret={secret} onClose={onClose} />
  return (
    <Dialog title={t('settings.webhook_add')} onClose={onClose}>
      <WebhookForm first={first} onSubmit={add}>
        {({ busy }) => (
          <div className="flex justify-end gap-2 pt-2">
            <Button kind="quiet" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button kind="primary" type="submit" busy={busy}>
              {t('settings.webhook_add')}
            </Button>
          </div>
        )}
      </WebhookForm>
    </Dialog>
  )
}

export function SecretDialog({
  title,
  secret,
  onClose,
}: {
  title: string
  secret: string
  onClose: () => void
}) {
  const { t } = useWords()
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={<Button onClick={onClose}>{t('common.close')}</Button>}
    >
      <Secret
        label={t('settings.webhook_secret')}
        value={secret}
        hint={t('settings.webhook_secret_hint')}
      />
    </Dialog>
  )
}
