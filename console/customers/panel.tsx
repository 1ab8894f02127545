import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useCustomerContact } from '../app/contact.tsx'
import { useSession } from '../app/session.tsx'
import { type Answered, api, Problem } from '../base/api.ts'
import { type Fact, useLive } from '../base/live.ts'
import { useRefresh } from '../base/refresh.ts'
import { useWords } from '../base/words.ts'
import { Section } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { Time } from '../kit/time.tsx'
import { Addresses } from './addresses.tsx'
import { CustomerOrders } from './orders.tsx'
import { Profile } from './profile.tsx'

export type Customer = Answered<'GET /api/customers/{id}'>

/** One customer: who they are, where they live, what they ordered and what that came to, and who may be the same person. */
export function CustomerPanel({
  id,
  onClose,
  onOpen,
}: {
  id: string
  onClose: () => void
  onOpen: (id: string) => void
}) {
  const { t } = useWords()
  const { may } = useSession()
  const client = useQueryClient()
  const key = ['customer', id]
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: () => api.call('GET /api/customers/{id}', { params: { id } }),
  })
  const changed = useLastChange(id)
  useRefresh(['customer.*', 'order.*'], () => client.invalidateQueries({ queryKey: key }))
  return (
    <Panel title={data?.name ?? ''} onClose={onClose}>
      <div className="grid gap-6 px-4 py-4">
        {error instanceof Problem && <ProblemNote problem={error} />}
        {data && (
          <>
            {may('orders:place') && (
              <Link
                to="/entry"
                search={{ customer: id }}
                className="inline-flex h-8 items-center justify-center rounded-md bg-accent px-3 text-sm font-medium text-on-accent"
              >
                {t('customers.new_order')}
              </Link>
            )}
            <Alike customer={data} onOpen={onOpen} />
            <Known customer={data} changed={changed} />
            <p className="text-xs text-muted">
              {t('customers.since')} <Time at={data.createdAt} how="date" />
            </p>
          </>
        )}
      </div>
    </Panel>
  )
}

/** What is said of the customer: how they are reached in part, until somebody who may asks for it. */
function Known({ customer, changed }: { customer: Customer; changed: Fact | null }) {
  const { may } = useSession()
  const contact = useCustomerContact(customer)
  return (
    <>
      <Profile customer={customer} contact={contact} changed={changed} />
      {may('orders:read') && <CustomerOrders id={customer.id} />}
      <Addresses customer={customer} contact={contact} />
    </>
  )
}

/** Who changed this customer last while one looks at them: a conflict can then name them. */
function useLastChange(id: string): Fact | null {
  const [last, setLast] = useState<Fact | null>(null)
  useLive(['customer.changed'], (facts) => {
    const mine = facts.findLast(({ stream }) => stream === id)
    if (mine) setLast(mine)
  })
  return last
}

function Alike({ customer, onOpen }: { customer: Customer; onOpen: (id: string) => void }) {
  const { t } = useWords()
  if (customer.alike.length === 0) return null
  return (
    <Section title={t('customers.alike')} className="rounded-md bg-warn-soft px-3 py-2">
      <ul className="grid gap-1 text-sm">
        {customer.alike.map(({ id, name, by }) => (
          <li key={id}>
            <button
              type="button"
              className="text-accent underline-offset-2 hover:underline"
              onClick={() => onOpen(id)}
            >
              {name}
            </button>{' '}
            <span className="text-warn">{t(`customers.alike_${by}`)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
