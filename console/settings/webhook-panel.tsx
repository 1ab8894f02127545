// One receiver: its address and wishes, whether it is on, its secret, and its messages.
import { useState } from 'react'
import { api } from '../base/api.ts'
import { useSending } from '../base/sending.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Confirm } from '../kit/confirm.tsx'
import { Panel } from '../kit/panel.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { Time } from '../kit/time.tsx'
import { toast } from '../kit/toasts.ts'
import { useAgain, useNames, type Webhook } from './data.ts'
import { Deliveries } from './deliveries.tsx'
import { SecretDialog } from './new-webhook.tsx'
import { type Saved, WebhookForm } from './webhook-form.tsx'

export function WebhookPanel({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { t } = useWords()
  const again = useAgain()
  const names = useNames()
  const { id, url, description, types, contacts, version, madeBy, madeAt } = webhook
  const save = async (body: Saved) => {
    try {
      await api.call('PATCH /api/webhooks/{id}', { params: { id }, body, ifMatch: version })
      toast({ text: t('settings.saved'), tone: 'good' })
    } finally {
      await again('webhooks')
    }
  }
  return (
    <Panel title={description || new URL(url).host} onClose={onClose}>
      <div className="grid gap-6 p-4">
        <WebhookForm first={{ url, description, types, contacts }} onSubmit={save}>
          {({ busy, isDirty }) => (
            <div>
              <Button type="submit" kind="primary" busy={busy} disabled={!isDirty}>
                {t('common.save')}
              </Button>
            </div>
          )}
        </WebhookForm>
        <Switches webhook={webhook} onRemoved={onClose} />
        <Deliveries webhook={webhook} />
        <p className="text-sm text-muted">
          {t('settings.made_by', { who: names(madeBy) })} · <Time at={madeAt} />
        </p>
      </div>
    </Panel>
  )
}

type Asking = 'roll' | 'remove' | null

function Switches({ webhook, onRemoved }: { webhook: Webhook; onRemoved: () => void }) {
  const { t } = useWords()
  const again = useAgain()
  const [asking, setAsking] = useState<Asking>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const { id, active, disabledReason, formerSecretUntil } = webhook
  const params = { id }
  const { send, problem } = useSending(async (what: 'turn' | 'test') => {
    if (what === 'turn')
      return await api.call('PATCH /api/webhooks/{id}', { params, body: { active: !active } })
    await api.call('POST /api/webhooks/{id}/test', { params })
    toast({ text: t('settings.webhook_tested') })
  })
  const act = async (what: 'turn' | 'test') => {
    await send(what)
    await Promise.all([again('webhooks'), again('deliveries', id)])
  }
  const roll = async () => {
    const body = { keepSeconds: 86_400 }
    setSecret((await api.call('POST /api/webhooks/{id}/rotate-secret', { params, body })).secret)
    await again('webhooks')
  }
  const remove = async () => {
    await api.call('DELETE /api/webhooks/{id}', { params })
    onRemoved()
    await again('webhooks')
  }
  return (
    <div className="grid gap-2">
      {disabledReason && (
        <p className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          {t('settings.webhook_off_why', { reason: disabledReason })}
        </p>
      )}
      {formerSecretUntil && (
        <p className="text-sm text-muted">
          {t('settings.webhook_former')} <Time at={formerSecretUntil} />
        </p>
      )}
      {problem && <ProblemNote problem={problem} />}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => act('turn')}>
          {t(active ? 'settings.webhook_turn_off' : 'settings.webhook_turn_on')}
        </Button>
        <Button onClick={() => act('test')}>{t('settings.webhook_test')}</Button>
        <Button onClick={() => setAsking('roll')}>{t('settings.webhook_roll')}</Button>
        <Button kind="danger" onClick={() => setAsking('remove')}>
          {t('settings.webhook_remove')}
        </Button>
      </div>
      {asking && (
        <Confirm
          title={t(`settings.webhook_${asking}_title`)}
          text={t(`settings.webhook_${asking}_text`)}
          action={t(`settings.webhook_${asking}`)}
          onConfirm={asking === 'roll' ? roll : remove}
          onClose={() => setAsking(null)}
        />
      )}
      {secret && (
        <SecretDialog
          title={t('settings.webhook_roll')}
          secret={secret}
          onClose={() => setSecret(null)}
        />
      )}
    </div>
  )
}
