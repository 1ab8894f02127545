import type { NewFactOf } from '../../base/module/index.ts'
import { type Cause, isRefusal, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import type { Movement } from './book.ts'
import { stockFacts } from './facts.ts'
import { locations } from './locations.ts'
import { levelAt, move } from './shelf.ts'
import { dropUnused, makeLevels, openBook, saveBook } from './stock.sql.ts'

export type Moved = { sku: string; location: string; quantity: number; onHand: number }
export type MovementRequest = Movement & Partial<Pick<Cause, 'by' | 'command'>>

/**
 * Posts movements: each changes what is on hand and is a fact of its stock level. A movement that would take promised stock is
 * refused (`not_enough_stock`), and the others are posted; with `together` the others are refused too (`others_refused`) and
 * nothing is moved. Limit: 5,000.
 */
export async function postMovements(
  tx: Tx,
  movements: readonly MovementRequest[],
  cause: Cause,
  { together = false } = {},
): Promise<(Moved | Refusal)[]> {
  const known = new Set(
    (await locations(tx)).filter(({ active }) => active).map(({ code }) => code),
  )
  const possible = movements.filter(({ location }) => known.has(location))
  const made = await makeLevels(
    tx,
    possible.map(({ sku, location }) => ({ sku, location })),
  )
  const book = await openBook(tx, [...new Set(possible.map(({ sku }) => sku))])
  const facts: NewFactOf<typeof stockFacts>[] = []
  const outcomes = movements.map(({ by = cause.by, command = cause.command, ...movement }) => {
    const { sku, location, quantity } = movement
    if (!known.has(location)) return refuse('unknown_location', { location }, '/location')
    const refusal = move(book, movement)
    if (refusal) return refusal
    const { onHand, version } = levelAt(book, sku, location)
    const data = {
      sku,
      location,
      quantity,
      cause: movement.cause,
      onHand,
      note: movement.note ?? null,
    }
    facts.push({
      stream: `stock:${location}:${sku}`,
      version,
      type: 'stock.moved',
      data,
      by,
      command,
    })
    return { sku, location, quantity, onHand }
  })
  if (together && outcomes.some(isRefusal)) {
    await dropUnused(tx, made)
    return outcomes.map((outcome) => (isRefusal(outcome) ? outcome : refuse('others_refused')))
  }
  if (outcomes.some((outcome) => !isRefusal(outcome))) {
    saveBook(tx, book, cause)
    stockFacts.append(tx, facts, cause)
  }
  if (outcomes.some(isRefusal)) await dropUnused(tx, made)
  return outcomes
}
