import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Answered, api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Chip, type Tone } from '../kit/chip.tsx'
import { Money } from '../kit/money.tsx'
import { Section } from '../kit/page.tsx'
import { Time } from '../kit/time.tsx'
import { Returns } from './returns.tsx'

type Order = Answered<'GET /api/orders'>['items'][number]
const shown = 8

/** What the orders of a customer came to, by currency, and the newest of them; all of them are at the desk. */
export function CustomerOrders({ id }: { id: string }) {
  const { t } = useWords()
  const orders = useQuery({
    queryKey: ['customer', id, 'orders'],
    queryFn: () => api.call('GET /api/orders', { query: { customer: id, limit: shown } }),
  })
  const items = orders.data?.items ?? []
  const returned = items.filter(({ aftersales }) => aftersales !== 'none').map((one) => one.id)
  return (
    <>
      <Value id={id} />
      <Section
        title={t('customers.orders')}
        actions={
          items.length > 0 && (
            <Link
              to="/orders"
              search={{ customer: id }}
              className="text-sm text-accent hover:underline max-sm:inline-flex max-sm:min-h-11 max-sm:items-center"
            >
              {t('customers.orders_all')}
            </Link>
          )
        }
      >
        {orders.data && items.length === 0 && (
          <p className="text-sm text-muted">{t('customers.orders_none')}</p>
        )}
        <ul className="grid divide-y divide-line">
          {items.map((order) => (
            <Row key={order.id} order={order} />
          ))}
        </ul>
      </Section>
      <Returns customer={id} orders={returned} />
    </>
  )
}

function Value({ id }: { id: string }) {
  const { t } = useWords()
  const { data } = useQuery({
    queryKey: ['customer', id, 'sums'],
    queryFn: () => api.call('GET /api/orders/sums', { query: { customer: id } }),
  })
  if (!data || data.money.length === 0) return null
  return (
    <Section title={t('customers.value')}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {data.money.map(({ currency, total, paid }) => (
          <div key={currency} className="contents">
            <dt className="text-sm text-muted">{currency}</dt>
            <dd className="flex items-baseline gap-3">
              <Money minor={total} currency={currency} className="text-lg font-semibold" />
              <span className="text-sm text-muted">
                {t('customers.paid')} <Money minor={paid} currency={currency} />
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

const tones: Partial<Record<string, Tone>> = { received: 'info', cancelled: 'neutral' }

function Row({ order }: { order: Order }) {
  const { code } = useWords()
  const { id, number, status, fulfilment, aftersales, total, currency, placedAt } = order
  const state = status === 'confirmed' ? code('fulfilment', fulfilment) : code('status', status)
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 py-1.5 text-sm">
      <Link
        to="/orders/$id"
        params={{ id }}
        className="numbers text-accent hover:underline max-sm:inline-flex max-sm:min-h-11 max-sm:items-center"
      >
        {number}
      </Link>
      <Chip tone={tones[status] ?? 'good'}>{state}</Chip>
      {aftersales !== 'none' && <Chip tone="warn">{code('aftersales', aftersales)}</Chip>}
      <span className="grow text-xs text-muted">
        <Time at={placedAt} how="date" />
      </span>
      <Money minor={total} currency={currency} />
    </li>
  )
}
