// What the boxes of this screen look for.

import { type CustomerContact, customerContact } from '../app/contact.tsx'
import { type Answered, api } from '../base/api.ts'

export type Known = Answered<'GET /api/customers'>['items'][number]
export type Variant = Answered<'GET /api/variants'>['items'][number]

const shown = 12

export async function findCustomers(q: string, signal: AbortSignal): Promise<Known[]> {
  if (q.trim() === '') return []
  const { items } = await api.call('GET /api/customers', { query: { q, limit: shown }, signal })
  return items
}

export type Habits = {
  contact: CustomerContact | null
  currency?: string
  language?: 'zh' | 'en'
}

/**
 * How a customer ordered last: where to, in which currency and language. On which channel, who enters the order knows. How they are reached is asked for
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
    ...(order && { currency: order.currency }),
    ...(speaks && { language: speaks }),
  }
}
