import type { LinePieces } from '../orders/index.ts'
import { isRefusal, newId, type Refusal, type Tx } from '../platform/index.ts'
import {
  type By,
  type FulfilmentOrder,
  note,
  openWork,
  type PackedPieces,
  pack,
  reach,
  type Scope,
  saveWork,
  type Work,
} from '../warehouse/index.ts'
import { type Measures, type Package, packageOf } from './package.ts'
import { appendFacts, insertPackages, nextNumbers } from './packages.sql.ts'

export type PackRequest = By & {
  id: string
  scope: Scope
  /** The version of the fulfilment order that the caller saw; null when it does not matter. */
  ifVersion: number | null
  /** One that names no lines takes everything picked that those before it left. */
  packages: readonly (Measures & { lines?: readonly LinePieces[] | undefined })[]
}

export type Packed = { order: FulfilmentOrder; packages: Package[] }

/**
 * Packs a batch: picked pieces of fulfilment orders into packages of their own. All packages of a request or none. Refuses
 * not_found, version_mismatch, unknown_line, not_picked, nothing_to_do. Limit: 500 requests.
 */
export async function packFulfilmentOrders(
  tx: Tx,
  batch: readonly PackRequest[],
  at: Date,
): Promise<(Packed | Refusal)[]> {
  const work = await openWork(tx, { ids: batch.map(({ id }) => id) })
  const outcomes = batch.map((request) => packOne(work, request, at))
  await savePackages(tx, outcomes, batch, at)
  await saveWork(tx, work, at)
  return outcomes
}

function packOne(work: Work, request: PackRequest, at: Date): Packed | Refusal {
  const order = reach(work, request)
  if (isRefusal(order)) return order
  const wanted = request.packages.map(({ lines: pieces }) => ({
    package: newId('pkg', at.getTime()),
    pieces,
  }))
  const fact = pack(order, wanted)
  if (isRefusal(fact)) return fact
  const { packages } = fact.data as { packages: PackedPieces[] }
  return {
    order: note(work, order.id, fact, request),
    packages: packages.map(({ package: id, pieces }, index) =>
      packageOf({ id, pieces }, order, request.packages[index] as Measures, at),
    ),
  }
}

async function savePackages(
  tx: Tx,
  outcomes: readonly (Packed | Refusal)[],
  batch: readonly PackRequest[],
  at: Date,
): Promise<void> {
  const made = outcomes.flatMap((outcome, index) =>
    isRefusal(outcome)
      ? []
      : outcome.packages.map((one) => ({ one, request: batch[index] as PackRequest })),
  )
  if (made.length === 0) return
  const numbers = await nextNumbers(tx, made.length)
  for (const [index, { one }] of made.entries()) one.number = numbers[index] as string
  await insertPackages(
    tx,
    made.map(({ one }) => one),
  )
  const facts = made.map(({ one, request: { by, command } }) => {
    return { stream: one.id, version: 1, type: 'package.packed', data: one, by, command }
  })
  appendFacts(tx, facts, at)
}
