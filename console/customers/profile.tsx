import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Contact, type CustomerContact, Reveal } from '../app/contact.tsx'
import { usePeople } from '../app/people.ts'
import { useSession } from '../app/session.tsx'
import { api, Problem } from '../base/api.ts'
import type { Fact } from '../base/live.ts'
import { useWords } from '../base/words.ts'
import { Section } from '../kit/page.tsx'
import { EditLine, type Line } from './edit-line.tsx'
import type { Customer } from './panel.tsx'

type Name = 'name' | 'phone' | 'email' | 'language' | 'note'
const lines: readonly { name: Name; kind: Line }[] = [
  { name: 'name', kind: 'text' },
  { name: 'phone', kind: 'phone' },
  { name: 'email', kind: 'email' },
  { name: 'language', kind: 'language' },
  { name: 'note', kind: 'long' },
]

/**
 * What is said about a customer, changed in place. Each change carries the version that was seen: where somebody was faster,
 * what is typed stays, what stands there now is shown beside it, and saving again is a decision.
 */
export function Profile({
  customer,
  contact,
  changed,
}: {
  customer: Customer
  contact: Contact<CustomerContact>
  changed: Fact | null
}) {
  const { t } = useWords()
  const { may } = useSession()
  const client = useQueryClient()
  const person = usePeople()
  const [conflict, setConflict] = useState<Name | null>(null)
  const save = async (name: Name, value: string | null, version: number) => {
    const { id } = customer
    setConflict(null)
    try {
      const body = { [name]: value }
      await api.call('PATCH /api/customers/{id}', { params: { id }, body, ifMatch: version })
    } catch (error) {
      if (error instanceof Problem && error.code === 'version_mismatch') setConflict(name)
      throw error
    } finally {
      await client.invalidateQueries({ queryKey: ['customer', id] })
      client.invalidateQueries({ queryKey: ['GET /api/customers'] })
    }
  }
  const said = { ...customer, ...contact.whole }
  const wholeOf = (name: 'phone' | 'email') => async () => (await contact.reveal())?.[name]
  const who = changed ? person(changed.by) : null
  return (
    <Section title={t('customers.profile')}>
      <dl className="grid gap-2">
        {lines.map(({ name, kind }) => (
          <EditLine
            key={name}
            label={t(`customers.${name}`)}
            kind={kind}
            value={said[name]}
            version={customer.version}
            empties={name !== 'name'}
            may={may('customers:write') && (!isContact(kind) || may('customers:reveal'))}
            {...((name === 'phone' || name === 'email') &&
              customer[name] !== null && { reveal: wholeOf(name) })}
            save={(value, version) => save(name, value, version)}
            conflict={
              conflict === name
                ? t(who === null ? 'customers.conflict' : 'customers.conflict_by', { who })
                : null
            }
          />
        ))}
      </dl>
      {hasContact(customer) && <Reveal contact={contact} />}
    </Section>
  )
}

function hasContact({ phone, email, addresses }: Customer): boolean {
  return phone !== null || email !== null || addresses.length > 0
}

function isContact(kind: Line): boolean {
  return kind === 'phone' || kind === 'email'
}
