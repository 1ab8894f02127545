import { type Cause, isRefusal, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import {
  type Address,
  type Customer,
  type CustomerFields,
  changedFields,
  normalEmail,
  normalPhone,
} from './customer.ts'
import {
  findCustomers,
  insertCustomers,
  lockCustomers,
  saveAddresses,
  updateCustomers,
} from './customers.sql.ts'
import { customersFacts } from './facts.ts'

/** The request; `country` is the country of a telephone number that has no country code. */
export type CustomerAsked = {
  name?: string | undefined
  email?: string | null | undefined
  phone?: string | null | undefined
  country?: string | undefined
  language?: Customer['language'] | undefined
  note?: string | null | undefined
}
export type MakeRequest = {
  id: string
  customer: CustomerAsked & { name: string; addresses: Address[] }
  by: string
  command: string
}

/**
 * Makes customers, each with its fact, or refuses (email_taken, phone_not_valid): two customers with one e-mail would be the same
 * person twice. Limit: 1,000.
 */
export async function makeCustomers(
  tx: Tx,
  batch: readonly MakeRequest[],
  at: Date,
): Promise<(Customer | Refusal)[]> {
  await lockCustomers(tx)
  const parsed = batch.map(({ customer }) => normalFields(customer))
  const taken = await ownersOfEmails(tx, parsed)
  const nothing = { name: '', email: null, phone: null, language: null, note: null }
  const outcomes = batch.map(({ id }, index): Customer | Refusal => {
    const fields = parsed[index] as Partial<CustomerFields> | Refusal
    if (isRefusal(fields)) return fields
    const refusal = emailTaken(fields, taken, id)
    if (refusal) return refusal
    const time = at.toISOString()
    return { id, ...nothing, ...fields, version: 1, createdAt: time, changedAt: time }
  })
  const made = batch.flatMap((request, index) => {
    const customer = outcomes[index] as Customer | Refusal
    return isRefusal(customer) ? [] : [{ request, customer }]
  })
  await insertCustomers(
    tx,
    made.map(({ request, customer }) => ({ ...customer, madeBy: request.by })),
  )
  const facts = made.map(({ request: { by, command }, customer: { id } }) => ({
    stream: id,
    version: 1,
    type: 'customer.made' as const,
    data: {},
    by,
    command,
  }))
  await Promise.all([
    saveAddresses(
      tx,
      made.flatMap(({ request: { id, customer } }) =>
        customer.addresses.map((address) => ({ customerId: id, address, at: at.toISOString() })),
      ),
    ),
    customersFacts.append(tx, facts, { by: 'system', command: batch[0]?.command ?? '', at }),
  ])
  return outcomes
}

/**
 * Changes one customer; the fact names the fields, not their contents. Refuses not_found, version_mismatch, email_taken and
 * phone_not_valid. A change without a difference makes no fact.
 */
export async function changeCustomer(
  tx: Tx,
  { id, change, ifVersion }: { id: string; change: CustomerAsked; ifVersion: number | null },
  cause: Cause,
): Promise<Customer | Refusal> {
  await lockCustomers(tx)
  const customer = (await findCustomers(tx, { ids: [id] }))[0]
  if (!customer) return refuse('not_found')
  const { version } = customer
  if (ifVersion !== null && ifVersion !== version)
    return refuse('version_mismatch', { version, yours: ifVersion })
  const asked = normalFields(change)
  if (isRefusal(asked)) return asked
  const refusal = emailTaken(asked, await ownersOfEmails(tx, [asked]), id)
  if (refusal) return refusal
  const fields = changedFields(customer, asked)
  if (fields.length === 0) return customer
  const changedAt = cause.at.toISOString()
  const after = { ...customer, ...asked, version: version + 1, changedAt }
  await updateCustomers(tx, [after], cause.at)
  const fact = { stream: id, version: after.version, data: { fields } }
  customersFacts.append(tx, [{ ...fact, type: 'customer.changed' }], cause)
  return after
}

/** The requested fields, in the form in which they are stored. */
function normalFields({
  name,
  email,
  phone,
  country,
  language,
  note,
}: CustomerAsked): Partial<CustomerFields> | Refusal {
  const number = phone === undefined || phone === null ? phone : normalPhone(phone, country)
  if (number === null && phone !== null) return refuse('phone_not_valid', {}, '/phone')
  return {
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email: email === null ? null : normalEmail(email) }),
    ...(number !== undefined && { phone: number }),
    ...(language !== undefined && { language }),
    ...(note !== undefined && { note }),
  }
}

/** E-mail → customer. */
async function ownersOfEmails(
  tx: Tx,
  asked: readonly (Partial<CustomerFields> | Refusal)[],
): Promise<Map<string, string>> {
  const emails = asked.flatMap((fields) => (isRefusal(fields) ? [] : (fields.email ?? [])))
  const found = emails.length === 0 ? [] : await findCustomers(tx, { emails })
  return new Map(found.map(({ email, id }) => [email ?? '', id]))
}

/** Takes the e-mail for this customer, or answers which customer has it. */
function emailTaken(
  { email }: Partial<CustomerFields>,
  taken: Map<string, string>,
  id: string,
): Refusal | null {
  if (email === undefined || email === null) return null
  const owner = taken.get(email) ?? id
  taken.set(email, owner)
  return owner === id ? null : refuse('email_taken', { customer: owner }, '/email')
}
