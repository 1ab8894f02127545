import { type CommandRequest, type LinePieces, perform } from '../orders/index.ts'
import { isRefusal, type Refusal, type Tx } from '../platform/index.ts'
import { type FulfilmentFact, type FulfilmentOrder, pick } from './fulfilment.ts'
import {
  type By,
  inRounds,
  note,
  openWork,
  reach,
  type Scope,
  saveWork,
  type Work,
} from './work.ts'

export type PickRequest = By & {
  id: string
  scope: Scope
  /** The version the caller saw; null when it does not matter. */
  ifVersion: number | null
  /** What was taken from the shelf; everything when left out. */
  pieces?: readonly LinePieces[] | undefined
}

type Decided = {
  index: number
  request: PickRequest
  order: FulfilmentOrder
  fact: Extract<FulfilmentFact, { type: 'fulfilment.picked' }>
}

/**
 * Picks a batch: the fulfilment orders and their orders move together. Refuses not_found, version_mismatch, unknown_line,
 * not_enough, nothing_to_do, and what the order refuses (held, wrong_status). Limit: 500.
 */
export async function pickFulfilmentOrders(
  tx: Tx,
  batch: readonly PickRequest[],
  at: Date,
): Promise<(FulfilmentOrder | Refusal)[]> {
  const work = await openWork(tx, { ids: batch.map(({ id }) => id) })
  const outcomes: (FulfilmentOrder | Refusal)[] = []
  for (const round of inRounds([...batch.entries()], ([, { id }]) => id)) {
    const decided: Decided[] = []
    for (const [index, request] of round) {
      const found = decidePick(work, request)
      if (isRefusal(found)) outcomes[index] = found
      else decided.push({ index, request, ...found })
    }
    const performed = await perform(tx, decided.map(commandOf), at)
    for (const [place, { index, request, order, fact }] of decided.entries()) {
      const outcome = performed[place]
      outcomes[index] =
        outcome && isRefusal(outcome) ? outcome : note(work, order.id, fact, request)
    }
  }
  await saveWork(tx, work, at)
  return outcomes
}

function decidePick(work: Work, request: PickRequest): Pick<Decided, 'order' | 'fact'> | Refusal {
  const order = reach(work, request)
  if (isRefusal(order)) return order
  const fact = pick(order, request.pieces)
  return isRefusal(fact) ? fact : { order, fact: fact as Decided['fact'] }
}

function commandOf({ request, order, fact }: Decided): CommandRequest {
  const { location } = order
  const pieces = fact.data.pieces.map((piece) => ({ ...piece, location }))
  return {
    orderId: order.orderId,
    command: { type: 'pick', pieces },
    by: request.by,
    commandId: request.command,
    ifVersion: null,
    channels: request.scope.channels,
    locations: request.scope.locations,
  }
}
