import { useCallback, useEffect, useState } from 'react'
import type { CustomerContact } from '../app/contact.tsx'
import { useSearchParams } from '../app/search.ts'
import { useSession } from '../app/session.tsx'
import { api } from '../base/api.ts'
import type { AddressFields } from '../kit/address-text.ts'
import { type Buyer, isEmpty } from './draft.ts'
import { type Habits, habitsOf, type Known } from './find.ts'
import type { Drafting } from './use-draft.ts'

/**
 * Taking a customer fills in how they ordered last. The cursor goes on at once; what comes a moment later never writes over
 * what was typed meanwhile.
 */
export function useBuyer({ draft, change }: Drafting, goOn: () => void) {
  const mayReveal = useSession().may('customers:reveal')
  const [addresses, setAddresses] = useState<AddressFields[]>([])
  const [{ customer }, setParams] = useSearchParams<'/entry'>()
  const [waiting, setWaiting] = useState<Known | null>(null)

  const take = useCallback(
    async (found: Known, on?: () => void) => {
      setWaiting(null)
      change((now) => ({ ...now, buyer: buyerOf(found) }))
      on?.()
      const habits = await habitsOf(found.id, mayReveal)
      const known = habits.contact?.addresses.map(plain) ?? []
      setAddresses(known)
      change((now) => {
        if (now.buyer?.id !== found.id) return now
        const shipTo = Object.keys(now.shipTo).some((key) => key !== 'country')
          ? now.shipTo
          : (known[0] ?? { name: found.name })
        return {
          ...now,
          ...termsOf(
            habits,
            now.lines.some(({ price }) => price !== null),
          ),
          shipTo,
          buyer: withHabits(now.buyer, habits),
        }
      })
    },
    [change, mayReveal],
  )

  const free = isEmpty(draft)
  // Asked once for each customer that the address names.
  useEffect(() => {
    if (!customer) return
    api.call('GET /api/customers/{id}', { params: { id: customer } }).then(
      (found) => {
        if (draft.buyer?.id === found.id) return
        if (!free) return setWaiting(found)
        take(found, goOn)
        setParams({ customer: undefined }, { replace: true })
      },
      () => {},
    )
  }, [customer, free])

  return {
    addresses,
    /** The customer for whom the page was opened while another order was unfinished. */
    waiting,
    take: (found: Known) => take(found, goOn),
    makeNew: (name: string) => {
      setAddresses([])
      change((now) => ({ ...now, buyer: { name }, shipTo: { ...now.shipTo, name } }))
    },
    clear: () => {
      setAddresses([])
      change((now) => ({ ...now, buyer: null, shipTo: {} }))
    },
  }
}

/** Who it is. The list tells only in part how they are reached. */
function buyerOf({ id, name, language }: Known): Buyer {
  return { id, name, ...(language && { language }) }
}

/** Without the parts that are not there. */
function plain(address: CustomerContact['addresses'][number]): AddressFields {
  return Object.fromEntries(Object.entries(address).filter(([, text]) => text !== undefined))
}

function withHabits(buyer: Buyer, { language, contact }: Habits): Buyer {
  const { email, phone } = contact ?? {}
  return {
    ...buyer,
    ...(email && { email }),
    ...(phone && { phone }),
    ...(language && { language }),
  }
}

/** A currency in which prices were typed stays. */
function termsOf({ currency }: Habits, priced: boolean) {
  return { ...(currency && !priced && { currency }) }
}
