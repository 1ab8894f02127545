import { isRefusal, type Refusal, type Tx } from '../../base/platform/index.ts'
import { type CommandRequest, perform } from '../../orders/index.ts'
import type { FulfilmentFact, FulfilmentOrder } from './fulfilment.ts'
import { inRounds, note, openWork, reach, type StepRequest, saveWork } from './work.ts'

type Fact = Extract<FulfilmentFact, { type: 'fulfilment.picked' | 'fulfilment.recalled' }>

type Step<Request> = {
  /** The order's command, with the same pieces at the location of the fulfilment order. */
  command: 'pick' | 'recall'
  decide: (order: FulfilmentOrder, request: Request) => Fact | Refusal
}

/**
 * A step that changes fulfilment orders and their orders together: a piece moves in both or in neither. A second request of a batch
 * sees the effect of the first. Refuses what `reach`, the step and the order refuse.
 */
export async function moveTogether<Request extends StepRequest>(
  tx: Tx,
  batch: readonly Request[],
  at: Date,
  step: Step<Request>,
): Promise<(FulfilmentOrder | Refusal)[]> {
  const work = await openWork(tx, { ids: batch.map(({ id }) => id) })
  const outcomes: (FulfilmentOrder | Refusal)[] = []
  for (const round of inRounds([...batch.entries()], ([, { id }]) => id)) {
    const decided: { index: number; request: Request; order: FulfilmentOrder; fact: Fact }[] = []
    for (const [index, request] of round) {
      const order = reach(work, request)
      const fact = isRefusal(order) ? order : step.decide(order, request)
      if (isRefusal(order) || isRefusal(fact)) outcomes[index] = fact as Refusal
      else decided.push({ index, request, order, fact })
    }
    const commands = decided.map(({ request, order, fact }) =>
      commandOf(step.command, request, order, fact),
    )
    const performed = await perform(tx, commands, at)
    for (const [place, { index, request, order, fact }] of decided.entries()) {
      const outcome = performed[place]
      outcomes[index] =
        outcome && isRefusal(outcome) ? outcome : note(work, order.id, fact, request)
    }
  }
  await saveWork(tx, work, at)
  return outcomes
}

function commandOf(
  type: 'pick' | 'recall',
  { by, command: commandId, scope: { channels, locations } }: StepRequest,
  { orderId, location }: FulfilmentOrder,
  fact: Fact,
): CommandRequest {
  const pieces = fact.data.pieces.map((piece) => ({ ...piece, location }))
  const command = { type, pieces }
  return { orderId, command, by, commandId, ifVersion: null, channels, locations }
}
