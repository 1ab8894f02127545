import type { Cause } from '../../base/platform/index.ts'
import type { OrderBookEntry } from './order-book.ts'

/** What a chunk of a book is booked under: the document, and who does it when. */
export type Booking = {
  documentId: string
  currency: string
  cause: Cause
  /** How far the book's dates are moved, in days. */
  movedDays: number
  /** The location whose shelf returned goods go back on; absent, a return changes no stock. */
  restockAt?: string
  /** What the book does not know of its buyers, where somebody does. */
  buyer?: (row: OrderBookEntry) => Buyer
  /** When an order of the book, placed at that moment, was promised to leave; the book does not say. */
  promise?: (row: OrderBookEntry, placedAt: Date) => Date
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

/** The channel of every order that comes from an order book. */
export const bookChannel = 'order-book'

const dayMs = 86_400_000

/** A moment of the book as the system keeps it. */
export function moved(at: Date, { movedDays }: Pick<Booking, 'movedDays'>): Date {
  return movedDays === 0 ? at : new Date(at.getTime() + movedDays * dayMs)
}

/** The book knows its customers by number only, and of their address the country: the placeholders say so. */
export function buyerOf(row: OrderBookEntry, { buyer }: Pick<Booking, 'buyer'>): Buyer {
  if (buyer) return buyer(row)
  const { customerRef } = row
  const name = customerRef === null ? 'Unknown buyer' : `Customer ${customerRef}`
  return { name, city: unknown, street: unknown }
}

const unknown = 'not in the order book'
