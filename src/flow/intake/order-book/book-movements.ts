import { type Cause, isRefusal, type Tx } from '../../../base/platform/index.ts'
import {
  locations,
  type Movement,
  makeLevels,
  openBook,
  postMovements,
  saveLocations,
} from '../../../ground/stock/index.ts'
import type { Booking } from '../reader.ts'
import type { BookedRow } from '../rows.sql.ts'
import type { MovementCause, OrderBookMovement } from './read.ts'

/** What turned up, by the note that stood there. What went is written off, whatever the note. */
const causesOfArrivals: Partial<Record<MovementCause, string>> = {
  found: 'found',
  check: 'counted',
}

/**
 * Posts the movements of some rows. What was written off must have been there: where the shelf holds less, an opening
 * movement, which is no row of the file, puts the difference there first.
 */
export async function bookMovements(
  tx: Tx,
  rows: readonly OrderBookMovement[],
  booking: Booking,
): Promise<BookedRow[]> {
  if (rows.length === 0) return []
  const location = await bookLocation(tx, booking.cause)
  const movements = rows.map((row) => movementOf(row, location))
  await makeLevels(tx, movements)
  const openings = await openingsFor(tx, movements)
  const outcomes = await postMovements(tx, [...openings, ...movements], booking.cause)
  const failed = outcomes.find(isRefusal)
  if (failed) throw new Error(`a movement of the book was refused: ${JSON.stringify(failed)}`)
  return rows.map(({ row, amount, sku }) => ({ row, kind: 'movement', amount, sku, location }))
}

function movementOf(row: OrderBookMovement, location: string): Movement {
  const { sku, quantity, invoice, note } = row
  const cause = quantity < 0 ? 'written_off' : (causesOfArrivals[row.cause] ?? 'corrected')
  return { sku, location, quantity, cause, reference: invoice, note }
}

/** The levels are locked before they are looked at, so that nobody claims the pieces in between. */
async function openingsFor(tx: Tx, movements: readonly Movement[]): Promise<Movement[]> {
  const book = await openBook(tx, [...new Set(movements.map(({ sku }) => sku))])
  const free = new Map<string, number>()
  return movements.flatMap((movement): Movement[] => {
    const { sku, location, quantity, reference } = movement
    const level = book.levels.get(sku)?.find((other) => other.location === location)
    const there = free.get(sku) ?? (level ? level.onHand - level.allocated - level.reserved : 0)
    const missing = Math.max(0, -quantity - there)
    free.set(sku, there + missing + quantity)
    return missing === 0 ? [] : [{ sku, location, quantity: missing, cause: 'opening', reference }]
  })
}

/** The first location in use; one is made where there is none, for stock must stand somewhere. */
async function bookLocation(tx: Tx, cause: Cause): Promise<string> {
  const first = (await locations(tx)).find(({ active }) => active)
  if (first) return first.code
  const name = { zh: '主仓库', en: 'Main warehouse' }
  await saveLocations(tx, [{ code: 'MAIN', name, address: {}, priority: 100, active: true }], cause)
  return 'MAIN'
}
