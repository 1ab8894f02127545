// Whose orders these are: known customers, and new ones where nobody is known. Pure.
import { type Address, type CustomerFields, type Language, normalEmail } from './customer.ts'

/** Who placed an order, as the order says. */
export type Placing = {
  orderId: string
  channel: string
  at: string
  customer: {
    id?: string | undefined
    name: string
    email?: string | undefined
    phone?: string | undefined
    language?: Language | undefined
  }
  shipTo: Address
}

/** The known customers that a batch of orders may mean, as id by what they are recognised by. */
export type Known = {
  ids: ReadonlySet<string>
  byEmail: Map<string, string>
  byPhone: Map<string, string>
}

export type NewCustomer = CustomerFields & { id: string; orderId: string; createdAt: string }
export type Recognised = {
  made: NewCustomer[]
  links: { orderId: string; customerId: string; channel: string; at: string; address: Address }[]
}

/**
 * Finds the customer of each order: by the id it names, else by e-mail, else by telephone; else makes a new one where there is
 * an e-mail or a telephone. Two orders of one new customer find the same one. `phoneOf` answers E.164 or null; `newId` makes
 * an id. An order that says neither who nor how to reach them has no customer.
 */
export function recognise(
  placings: readonly Placing[],
  known: Known,
  { phoneOf, newId }: { phoneOf: (placing: Placing) => string | null; newId: () => string },
): Recognised {
  const made: NewCustomer[] = []
  const links: Recognised['links'] = []
  for (const placing of placings) {
    let customerId = find(placing, known, phoneOf)
    if (customerId === undefined) {
      const customer = make(placing, phoneOf(placing), newId)
      if (!customer) continue
      made.push(customer)
      remember(customer, known)
      customerId = customer.id
    }
    const { orderId, channel, at, shipTo } = placing
    links.push({ orderId, customerId, channel, at, address: shipTo })
  }
  return { made, links }
}

function find(
  placing: Placing,
  { ids, byEmail, byPhone }: Known,
  phoneOf: (placing: Placing) => string | null,
): string | undefined {
  const { id } = placing.customer
  if (id !== undefined && ids.has(id)) return id
  const email = emailOf(placing)
  const found = email === null ? undefined : byEmail.get(email)
  if (found !== undefined) return found
  const phone = phoneOf(placing)
  return phone === null ? undefined : byPhone.get(phone)
}

export function emailOf({ customer: { email } }: Placing): string | null {
  return email === undefined ? null : normalEmail(email)
}

function make(placing: Placing, phone: string | null, newId: () => string): NewCustomer | null {
  const email = emailOf(placing)
  if (email === null && phone === null) return null
  const { name, language = null } = placing.customer
  const { orderId, at: createdAt } = placing
  return { id: newId(), name, email, phone, language, note: null, orderId, createdAt }
}

function remember({ id, email, phone }: NewCustomer, { byEmail, byPhone }: Known): void {
  if (email !== null) byEmail.set(email, id)
  if (phone !== null && !byPhone.has(phone)) byPhone.set(phone, id)
}
