// How somebody is reached comes in part; asking for it whole is a step of its own, and the server keeps who asked.
import { useQuery } from '@tanstack/react-query'
import { Eye } from 'lucide-react'
import { useRef } from 'react'
import { type Answered, api, type Problem } from '../base/api.ts'
import { useWords } from '../base/words.ts'
import { Button } from '../kit/button.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { useSession } from './session.tsx'

export type OrderContact = Answered<'POST /api/orders/{id}/reveal'>
export type CustomerContact = Answered<'POST /api/customers/{id}/reveal'>

/** What is shown of it now: null until it was asked for, and again when its part of the screen was left. */
export type Contact<Whole> = {
  whole: Whole | null
  /** Asks for it; answers null where that was refused, which `problem` then says. */
  reveal: () => Promise<Whole | null>
  busy: boolean
  problem: Problem | null
}

/** Of an order as it was after a version; another version has to be asked for anew. */
export function useOrderContact({ id, version }: { id: string; version: number }) {
  return useAsked<OrderContact>(['order', id, version], () => orderContact({ id, version }))
}

/** Of a customer as they are now; a change has to be asked for anew. */
export function useCustomerContact({ id, version }: { id: string; version: number }) {
  return useAsked<CustomerContact>(['customer', id, version], () => customerContact(id))
}

export function customerContact(id: string): Promise<CustomerContact> {
  return api.call('POST /api/customers/{id}/reveal', { params: { id } })
}

function orderContact({ id, version }: { id: string; version: number }): Promise<OrderContact> {
  return api.call('POST /api/orders/{id}/reveal', { params: { id }, query: { asOf: version } })
}

function useAsked<Whole>(of: readonly (string | number)[], ask: () => Promise<Whole>) {
  const { data, isFetching, error, refetch } = useQuery({
    queryKey: ['contact', ...of],
    queryFn: ask,
    enabled: false,
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return {
    whole: data ?? null,
    reveal: async () => data ?? (await refetch()).data ?? null,
    busy: isFetching,
    problem: error as Problem | null,
  } satisfies Contact<Whole>
}

/** Shows it whole, for those who may. Its place stays, so that the focus does: what was asked for stands before it. */
export function Reveal({ contact }: { contact: Contact<unknown> }) {
  const { t } = useWords()
  const { may } = useSession()
  const place = useRef<HTMLDivElement>(null)
  if (!may('customers:reveal')) return null
  const show = async () => {
    const shown = await contact.reveal()
    if (shown !== null) place.current?.focus()
  }
  return (
    <div ref={place} tabIndex={-1} className="outline-none">
      {contact.whole === null ? (
        <Button busy={contact.busy} onClick={show} title={t('customers.reveal_why')}>
          <Eye size={14} aria-hidden="true" />
          {t('customers.reveal')}
        </Button>
      ) : (
        <span className="sr-only">{t('customers.revealed')}</span>
      )}
      {contact.problem && <ProblemNote problem={contact.problem} />}
    </div>
  )
}
