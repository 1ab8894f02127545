import { useQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { Chip, type Tone } from '../kit/chip.tsx'
import { Time } from '../kit/time.tsx'
import { toast } from '../kit/toasts.ts'
import { useAgain } from './data.ts'
import type { Delivery } from './deliveries.tsx'

const tones: Record<Delivery['state'], Tone> = { waiting: 'info', delivered: 'good', dead: 'bad' }

/** One message on a line; opened, what was sent and what came back. */
export function DeliveryItem({ webhook, delivery }: { webhook: string; delivery: Delivery }) {
  const { t, code } = useWords()
  const [open, setOpen] = useState(false)
  const { type, at, state, tries, lastStatus, milliseconds, nextTryAt } = delivery
  return (
    <li className="border-b border-line py-1.5">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-center gap-2 text-left text-sm max-sm:min-h-11"
      >
        <ChevronRight size={14} aria-hidden="true" className={open ? 'rotate-90' : ''} />
        <Chip tone={tones[state]}>{t(`settings.delivery_${state}`)}</Chip>
        <span className="min-w-0 grow truncate" title={type}>
          {code('fact', type)}
        </span>
        <Time at={at} className="text-muted" />
      </button>
      {open && (
        <div className="grid gap-2 pt-2 pl-5">
          <p className="text-sm text-muted">
            {[
              t('settings.delivery_tries', { n: tries }),
              lastStatus !== null && String(lastStatus),
              milliseconds !== null && t('settings.delivery_ms', { n: milliseconds }),
            ]
              .filter(Boolean)
              .join(' · ')}
            {nextTryAt && (
              <>
                {' · '}
                {t('settings.delivery_next')} <Time at={nextTryAt} how="ago" />
              </>
            )}
          </p>
          <Exchange webhook={webhook} delivery={delivery} />
        </div>
      )}
    </li>
  )
}

function Exchange({ webhook, delivery }: { webhook: string; delivery: Delivery }) {
  const { t } = useWords()
  const again = useAgain()
  const params = { id: webhook, deliveryId: delivery.id }
  const { data } = useQuery({
    queryKey: ['delivery-request', delivery.id],
    queryFn: ({ signal }) =>
      api.call('GET /api/webhooks/{id}/deliveries/{deliveryId}/request', { params, signal }),
    staleTime: 60_000,
  })
  const replay = async () => {
    const { replayed } = await api.call('POST /api/webhooks/{id}/deliveries/{deliveryId}/replay', {
      params,
    })
    toast({ text: t('settings.replayed', { n: replayed }) })
    await again('deliveries', webhook)
  }
  return (
    <>
      {data && (
        <Text title={t('settings.delivery_request')}>
          {[
            `POST ${data.url}`,
            ...Object.entries(data.headers).map(([name, value]) => `${name}: ${value}`),
            '',
            pretty(data.body),
          ].join('\n')}
        </Text>
      )}
      <Text title={t('settings.delivery_response')}>
        {delivery.response || delivery.lastError || t('settings.delivery_no_response')}
      </Text>
      <div>
        <Button onClick={replay}>{t('settings.replay')}</Button>
      </div>
    </>
  )
}

function Text({ title, children }: { title: string; children: string }) {
  return (
    <div className="grid gap-1">
      <p className="text-xs text-muted">{title}</p>
      <section
        aria-label={title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than its box must be scrolled by keyboard
        tabIndex={0}
        className="max-h-64 overflow-auto rounded-md bg-sunken p-2"
      >
        <pre className="font-mono text-xs">{children}</pre>
      </section>
    </div>
  )
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
