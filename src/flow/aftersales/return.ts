// A return as the rules see it, and how its pieces and its credit are divided among the orders they came from. Pure.
import { share } from '../../base/platform/index.ts'

/** The order that pieces of a return belong to: `return` for delivered pieces, `cancel` for pieces never shipped. */
export type ReturnMatch = {
  orderId: string
  line: number
  quantity: number
  how: 'return' | 'cancel'
}
/** What becomes of goods that came back; `none` when it is not known. */
export type Disposition = 'restock' | 'scrap' | 'none'

/**
 * One line of a return. `credit` is the credit of the whole line in minor units, whichever orders it is matched to. Goods have a
 * `sku`; a line without one is a credited charge and names its `charge` code. The matches have at most `quantity` pieces.
 */
export type ReceivedLine = {
  sku: string | null
  charge?: string | undefined
  label?: string | undefined
  quantity: number
  credit: number
  condition?: string | undefined
  disposition?: Disposition | undefined
  matches: ReturnMatch[]
}

/**
 * A return as it was received. `source` says where it was read: the document, and its name there. `customer` is the text of the
 * source. The matched pieces go back into stock at `restockedAt`; if it is absent, no stock changes.
 */
export type ReceivedReturn = {
  id: string
  source: { document?: string | undefined; reference: string | null }
  customer: string | null
  channel?: string | null | undefined
  currency: string
  at: Date
  reason: string
  state?: 'received' | 'settled' | undefined
  restockedAt?: string | undefined
  lines: ReceivedLine[]
}

/** A match with its place in the return and the part of the line's credit that its pieces carry. */
export type PricedMatch = ReturnMatch & { at: number; returnLine: number; credit: number }

/**
 * Gives each match the credit of its units by largest remainder, so that all units together carry the line's credit. `at` is
 * the place of the return in its batch. Throws when more is matched than came back: that is a fault of the caller.
 */
export function priceMatches({ id, lines }: ReceivedReturn, at: number): PricedMatch[] {
  return lines.flatMap((line, index) => {
    let from = 0
    return line.matches.map((match) => {
      const credit = share(line.credit, line.quantity, from, match.quantity)
      from += match.quantity
      if (from > line.quantity || line.sku === null)
        throw new Error(`line ${index + 1} of ${id} matches more pieces than came back`)
      return { ...match, at, returnLine: index + 1, credit }
    })
  })
}

/** Groups the matches of one return with one order and one `how`: they are accepted or refused together, as one command. */
export function groupMatches(matches: readonly PricedMatch[]): PricedMatch[][] {
  const groups = new Map<string, PricedMatch[]>()
  for (const match of matches) {
    const name = `${match.at} ${match.how} ${match.orderId}`
    const group = groups.get(name)
    if (group) group.push(match)
    else groups.set(name, [match])
  }
  return [...groups.values()]
}
