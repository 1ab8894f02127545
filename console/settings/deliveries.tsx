// The messages of one receiver: what was sent, what came back, and sending them again.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Answered, api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Tabs } from '../kit/tabs.tsx'
import type { Webhook } from './data.ts'
import { DeliveryItem } from './delivery.tsx'
import { Replay } from './replay.tsx'

export type Delivery = Answered<'GET /api/webhooks/{id}/deliveries'>['items'][number]
type State = Delivery['state']
const states = ['waiting', 'delivered', 'dead'] as const

export function Deliveries({ webhook }: { webhook: Webhook }) {
  const { t } = useWords()
  const [state, setState] = useState<State | 'all'>('all')
  const pages = usePages(webhook.id, state)
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="grid gap-2" aria-label={t('settings.deliveries')}>
      <h3 className="text-sm font-semibold">{t('settings.deliveries')}</h3>
      <Tabs
        label={t('settings.state')}
        value={state}
        onChange={setState}
        tabs={[
          { value: 'all', label: t('common.all') },
          ...states.map((value) => ({ value, label: t(`settings.delivery_${value}`) })),
        ]}
      />
      <Replay webhook={webhook} />
      {pages.data && items.length === 0 && (
        <p className="text-sm text-muted">{t('settings.deliveries_none')}</p>
      )}
      <ul className="grid">
        {items.map((delivery) => (
          <DeliveryItem key={delivery.id} webhook={webhook.id} delivery={delivery} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button busy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          {t('settings.more')}
        </Button>
      )}
    </section>
  )
}

function usePages(id: string, state: State | 'all') {
  return useInfiniteQuery({
    queryKey: ['deliveries', id, state],
    queryFn: ({ pageParam, signal }) =>
      api.call('GET /api/webhooks/{id}/deliveries', {
        params: { id },
        query: {
          limit: 20,
          ...(pageParam !== null && { cursor: pageParam }),
          ...(state !== 'all' && { state }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: 5_000,
  })
}
