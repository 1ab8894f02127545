// Finds the customer of each order: a known one, or a new one when none is known. No database; ids come in as an argument.
import { type Address, type CustomerFields, type Language, normalEmail } from './customer.ts'

/** The buyer of an order, as the order names them. */
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

/** The known customers that a batch of orders may mean: e-mail or telephone → id. */
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
 * Finds the customer of each order: by the id it names, otherwise by e-mail, otherwise by telephone. If none is found, makes a new
 * one when there is an e-mail or a telephone, and adds it to `known`, so that a second order finds the same one. `phoneOf`
 * answers E.164 or null; `newId` makes an id. An order without id, e-mail and telephone has no customer.
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
