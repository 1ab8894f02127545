// What the boxes of this screen look for.
import { type Answered, api } from '../app/api.ts'
import { type CustomerContact, customerContact } from '../app/contact.tsx'

export type Known = Answered<'GET /api/customers'>['items'][number]
export type Variant = Answered<'GET /api/variants'>['items'][number]

const shown = 12

export async function findCustomers(q: string, signal: AbortSignal): Promise<Known[]> {
  if (q.trim() === '') return []
  const { items } = await api.call('GET /api/customers', { query: { q, limit: shown }, signal })
  return items
}

/** The variant whose sku was typed whole stands first: that is what a scanner types. */
export async function findVariants(q: string, signal: AbortSignal): Promise<Variant[]> {
  const sought = q.trim()
  if (sought === '') return []
  const { items } = await api.call('GET /api/variants', {
    query: { q: sought, limit: shown },
    signal,
  })
  const typed = sought.toLowerCase()
  const rank = ({ sku }: Variant) =>
    sku.toLowerCase() === typed ? 0 : sku.toLowerCase().startsWith(typed) ? 1 : 2
  return items.filter(({ active }) => active).sort((one, other) => rank(one) - rank(other))
}

export type Habits = {
  contact: CustomerContact | null
  channel?: string
  currency?: string
  language?: 'zh' | 'en'
}

/**
 * How a customer ordered last: where to, on which channel, in which currency and language. How they are reached is asked for
 * whole, by whoever may: what is shown in part is no address to send to.
 */
export async function habitsOf(id: string, mayReveal: boolean): Promise<Habits> {
  const [{ orders, language }, contact] = await Promise.all([
    api.call('GET /api/customers/{id}', { params: { id } }),
    mayReveal ? customerContact(id) : null,
  ])
  const [last] = orders
  const order = last ? await api.call('GET /api/orders/{id}', { params: { id: last } }) : null
  const speaks = language ?? order?.customer.language
  return {
    contact,
    ...(order && { channel: order.channel, currency: order.currency }),
    ...(speaks && { language: speaks }),
  }
}
