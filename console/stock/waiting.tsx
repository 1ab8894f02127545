import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Section } from '../kit/page.tsx'
import { Time } from '../kit/time.tsx'

/** The orders that wait for a sku, what was promised first standing first; all of them are at the desk. */
export function WaitingOrders({ sku }: { sku: string }) {
  const { t } = useWords()
  const query = { sku, bucket: 'waiting', sort: 'promise' } as const
  const { data } = useQuery({
    queryKey: ['sku', sku, 'waiting'],
    queryFn: () => api.call('GET /api/orders', { query: { ...query, limit: 6 } }),
  })
  if (!data) return null
  const { items } = data
  return (
    <Section
      title={t('stock.waiting')}
      actions={
        items.length > 0 && (
          <Link to="/orders" search={query} className="text-sm text-accent">
            {t('stock.waiting_all')}
          </Link>
        )
      }
    >
      {items.length === 0 && <p className="text-sm text-muted">{t('stock.waiting_none')}</p>}
      <ul className="grid gap-1 text-sm">
        {items.slice(0, 5).map(({ id, number, customer, promisedFor, placedAt }) => (
          <li key={id} className="flex items-baseline gap-3">
            <Link
              to="/orders/$id"
              params={{ id }}
              className="numbers text-accent hover:underline max-sm:inline-flex max-sm:min-h-11 max-sm:items-center"
            >
              {number}
            </Link>
            <span className="min-w-0 grow truncate">{customer.name}</span>
            <span className="text-muted">
              <Time at={promisedFor ?? placedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
