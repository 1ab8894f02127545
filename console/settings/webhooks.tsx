// Receivers: who is told what, whether it arrives, and what to do when it does not.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Empty } from '../kit/empty.tsx'
import type { Webhook } from './data.ts'
import { useOpen } from './list-part.tsx'
import { NewWebhook } from './new-webhook.tsx'
import { Part } from './part.tsx'
import { type Column, Table } from './table.tsx'
import { WebhookPanel } from './webhook-panel.tsx'

export function WebhooksPart() {
  const { t } = useWords()
  const [open, setOpen] = useOpen()
  const [adding, setAdding] = useState(false)
  const { data } = useQuery({
    queryKey: ['webhooks'],
    queryFn: ({ signal }) => api.call('GET /api/webhooks', { signal }),
    // How many messages wait changes by itself.
    refetchInterval: 5_000,
  })
  const columns = useColumns()
  if (!data) return null
  const webhook = data.items.find(({ id }) => id === open)
  return (
    <Part
      title={t('settings.webhooks')}
      effect={t('settings.webhooks_effect')}
      panel={
        webhook && <WebhookPanel key={webhook.id} webhook={webhook} onClose={() => setOpen(null)} />
      }
      actions={
        <Button kind="primary" onClick={() => setAdding(true)}>
          {t('settings.webhook_add')}
        </Button>
      }
    >
      {data.items.length === 0 ? (
        <Empty title={t('settings.none_yet')}>
          {t('settings.none_yet_why', { add: t('settings.webhook_add') })}
        </Empty>
      ) : (
        <Table
          label={t('settings.webhooks')}
          columns={columns}
          rows={data.items}
          rowKey={({ id }) => id}
          open={open}
          onOpen={({ id }) => setOpen(id)}
        />
      )}
      {adding && <NewWebhook onClose={() => setAdding(false)} />}
    </Part>
  )
}

function useColumns(): Column<Webhook>[] {
  const { t } = useWords()
  return [
    {
      key: 'name',
      label: t('settings.webhook_description'),
      cell: ({ description, url }) => description || new URL(url).host,
    },
    {
      key: 'url',
      label: t('settings.webhook_url'),
      className: 'max-w-72 truncate',
      cell: ({ url }) => <span title={url}>{url}</span>,
    },
    {
      key: 'types',
      label: t('settings.webhook_types'),
      className: 'max-w-48 truncate',
      cell: ({ types }) => <code title={types.join(', ')}>{types.join(', ')}</code>,
    },
    {
      key: 'waiting',
      label: t('settings.webhook_waiting'),
      className: 'numbers',
      cell: ({ waiting }) => waiting,
    },
    {
      key: 'dead',
      label: t('settings.webhook_dead'),
      className: 'numbers',
      cell: ({ dead }) => (dead > 0 ? <Chip tone="bad">{dead}</Chip> : 0),
    },
    {
      key: 'state',
      label: t('settings.state'),
      cell: ({ active }) => (
        <Chip tone={active ? 'good' : 'warn'}>
          {t(active ? 'settings.webhook_on' : 'settings.webhook_off')}
        </Chip>
      ),
    },
  ]
}
