// What comes to the shelves of an open book and what is taken from them beside orders. Changes the levels in memory.
import { type Refusal, refuse } from '../../base/platform/index.ts'
import type { Book, Level, Movement } from './book.ts'

/** Changes what is on hand. Refuses to go below what is promised to orders and reservations. */
export function move(book: Book, movement: Movement): Refusal | null {
  const { sku, location, quantity } = movement
  const level = levelAt(book, sku, location)
  const free = level.onHand - level.allocated - level.reserved
  if (quantity < -free) return refuse('not_enough_stock', { sku, location, free, asked: -quantity })
  if (level.onHand + quantity > 2_000_000_000)
    return refuse('quantity_too_large', { sku, location })
  level.onHand += quantity
  level.version++
  book.changedLevels.add(level)
  book.movements.push(movement)
  return null
}

/** The level of a sku at a location; one of zeros where there was none. */
export function levelAt(book: Book, sku: string, location: string): Level {
  const ofSku = book.levels.get(sku) ?? []
  book.levels.set(sku, ofSku)
  const found = ofSku.find((level) => level.location === location)
  if (found) return found
  const level = { sku, location, onHand: 0, reserved: 0, allocated: 0, safety: 0, version: 0 }
  ofSku.push(level)
  return level
}

/** Goods returned from an order are on hand again. */
export function restock(
  book: Book,
  {
    sku,
    location,
    quantity,
    orderId,
  }: { sku: string; location: string; quantity: number; orderId: string },
): void {
  const level = levelAt(book, sku, location)
  level.onHand += quantity
  book.changedLevels.add(level)
  book.movements.push({ sku, location, quantity, cause: 'returned', reference: orderId })
}
