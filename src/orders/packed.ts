// Pieces that stand packed leave with their package. The stock counts how many stand where; in which package they stand is asked of
// whoever packs, and only where somebody is refused for it.
import { isRefusal, type Refusal, refuse, type Tx } from '../base/platform/index.ts'

/** Where pieces of an order stand packed. */
export type Standing = { orderId: string; line: number; location: string }
/** A package that holds such pieces, and how many of them. */
export type Holding = { package: string; number: string; quantity: number }

type WhichPackages = (
  tx: Tx,
  places: readonly Standing[],
) => Promise<readonly (Holding | undefined)[]>

let whichPackages: WhichPackages = async () => []

/** Who packs answers which package holds the pieces of each place. */
export function answerWhichPackages(answer: WhichPackages): void {
  whichPackages = answer
}

/** The same outcomes; one that refuses pieces that stand packed says with which package they have to leave. */
export async function namingPackages<Outcome extends object>(
  tx: Tx,
  outcomes: readonly (Outcome | Refusal)[],
  orderOf: (index: number) => string,
): Promise<(Outcome | Refusal)[]> {
  const places = outcomes.flatMap((outcome, index) => {
    if (!isRefusal(outcome) || outcome.refused !== 'packed') return []
    const { line, location } = outcome.params as Omit<Standing, 'orderId'>
    return { index, orderId: orderOf(index), line, location }
  })
  if (places.length === 0) return [...outcomes]
  const holding = await whichPackages(tx, places)
  const held = new Map(places.map(({ index }, place) => [index, holding[place]]))
  return outcomes.map((outcome, index) => {
    const one = held.get(index)
    return isRefusal(outcome) && one ? leaveWith(one, outcome) : outcome
  })
}

function leaveWith({ package: id, number, quantity }: Holding, { params, at }: Refusal): Refusal {
  const { line, location } = params as Omit<Standing, 'orderId'>
  return refuse('packed', { package: id, number, line, location, quantity }, at)
}
