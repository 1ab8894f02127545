import type { Refusal, Tx } from '../platform/index.ts'
import { type FulfilmentOrder, recall } from './fulfilment.ts'
import { moveTogether, type StepRequest } from './together.ts'

/**
 * Calls back of a batch of fulfilment orders what nobody has picked: it stays allocated where it stands, and may be released
 * again, changed or cancelled. Refuses not_found, version_mismatch, already_picked, nothing_to_do, and what the order refuses
 * (wrong_status, not_enough, not_allocated_there: it left meanwhile by another way). Limit: 500.
 */
export async function recallFulfilmentOrders(
  tx: Tx,
  batch: readonly StepRequest[],
  at: Date,
): Promise<(FulfilmentOrder | Refusal)[]> {
  return await moveTogether(tx, batch, at, { command: 'recall', decide: recall })
}
