import type { Refusal, Tx } from '../../base/platform/index.ts'
import type { LinePieces } from '../../orders/index.ts'
import { type FulfilmentOrder, pick } from './fulfilment.ts'
import { moveTogether } from './together.ts'
import type { StepRequest } from './work.ts'

export type PickRequest = StepRequest & {
  /** What was taken from the shelf; everything when left out. */
  pieces?: readonly LinePieces[] | undefined
}

/**
 * Picks a batch: the fulfilment orders and their orders change together. Refuses not_found, version_mismatch, unknown_line,
 * not_enough, nothing_to_do, and what the order refuses (held, wrong_status). Limit: 500.
 */
export async function pickFulfilmentOrders(
  tx: Tx,
  batch: readonly PickRequest[],
  at: Date,
): Promise<(FulfilmentOrder | Refusal)[]> {
  return await moveTogether(tx, batch, at, {
    command: 'pick',
    decide: (order, { pieces }) => pick(order, pieces),
  })
}
