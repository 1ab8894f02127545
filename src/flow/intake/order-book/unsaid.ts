// What an order book does not say, and what stands in its place.
import type { OrderBookEntry } from './read.ts'

/** The channel of every order that comes from an order book. */
export const bookChannel = 'order-book'

/** Prices of a book are read with two digits behind the point. */
export const bookCurrency = { usual: 'GBP', digits: 2 } as const

/** An address must have a country, even where the book names none. */
export const homeCountry = 'GB'

/** What somebody may know of a row beyond what the book says. */
export type Known = {
  buyer: Buyer
  /** When its order was promised to leave. */
  promisedFor: Date
  /** The location whose shelf its goods go back on; where nobody knows it, a return changes no stock. */
  restockAt: string
}

export type Buyer = {
  name: string
  email?: string
  phone?: string
  company?: string
  city: string
  street: string
  postcode?: string
}

/** The book knows its customers by number only, and of their address the country: the placeholders say so. */
export function buyerOf({ known, customerRef }: OrderBookEntry): Buyer {
  if (known) return known.buyer
  const name = customerRef === null ? 'Unknown buyer' : `Customer ${customerRef}`
  return { name, city: unknown, street: unknown }
}

const unknown = 'not in the order book'
