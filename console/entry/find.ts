// What the boxes of this screen look for.
import { type Answered, api } from '../app/api.ts'

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
  addresses: Answered<'GET /api/customers/{id}'>['addresses']
  channel?: string
  currency?: string
  language?: 'zh' | 'en'
}

/** How a customer ordered last: where to, on which channel, in which currency and language. */
export async function habitsOf(id: string): Promise<Habits> {
  const { addresses, orders, language } = await api.call('GET /api/customers/{id}', {
    params: { id },
  })
  const [last] = orders
  const order = last ? await api.call('GET /api/orders/{id}', { params: { id: last } }) : null
  const speaks = language ?? order?.customer.language
  return {
    addresses,
    ...(order && { channel: order.channel, currency: order.currency }),
    ...(speaks && { language: speaks }),
  }
}
