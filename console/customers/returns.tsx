import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Money } from '../kit/money.tsx'
import { Section } from '../kit/page.tsx'
import { Time } from '../kit/time.tsx'

/** What came back of some orders, the newest first: when, why, and what was credited. */
export function Returns({ customer, orders }: { customer: string; orders: readonly string[] }) {
  const { t, code } = useWords()
  const found = useQueries({
    queries: orders.map((order) => ({
      queryKey: ['customer', customer, 'returns', order],
      queryFn: () => api.call('GET /api/returns', { query: { order } }),
    })),
    combine: (answers) =>
      answers
        .flatMap(({ data }) => data?.items ?? [])
        .sort((one, other) => (one.receivedAt < other.receivedAt ? 1 : -1)),
  })
  if (found.length === 0) return null
  return (
    <Section title={t('customers.returns')}>
      <ul className="grid divide-y divide-line text-sm">
        {found.map(({ id, number, orderId, reason, credit, currency, receivedAt }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3 py-1.5">
            {orderId === null ? (
              <span className="numbers">{number}</span>
            ) : (
              <Link
                to="/orders/$id"
                params={{ id: orderId }}
                className="numbers text-accent hover:underline"
              >
                {number}
              </Link>
            )}
            <span>{code('return', reason)}</span>
            <span className="grow text-xs text-muted">
              <Time at={receivedAt} how="date" />
            </span>
            <Money minor={credit} currency={currency} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
