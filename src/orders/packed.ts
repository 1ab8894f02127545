// Packed pieces are shipped with their package. The stock knows how many are packed at each location; the packing module knows in
// which package, and is asked only when a refusal has to name it.
import { isRefusal, type Refusal, refuse, type Tx } from '../base/platform/index.ts'

/** A location where pieces of an order are packed. */
export type Standing = { orderId: string; line: number; location: string }
/** A package that holds such pieces, and how many of them. */
export type Holding = { package: string; number: string; quantity: number }

type WhichPackages = (
  tx: Tx,
  places: readonly Standing[],
) => Promise<readonly (Holding | undefined)[]>

let whichPackages: WhichPackages = async () => []

/** The module that packs registers here how to find the packages that hold such pieces. */
export function answerWhichPackages(answer: WhichPackages): void {
  whichPackages = answer
}

/** The same outcomes, but a refusal because of packed pieces names the package to ship instead. */
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
