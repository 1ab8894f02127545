import type { Caller } from '../../base/http/index.ts'
import type { FactKind, FactKinds } from '../../base/module/index.ts'
import type { RecordedFact, Tx } from '../../base/platform/index.ts'
import type { Permission } from '../../ground/identity/index.ts'
import { briefsOf } from '../../orders/index.ts'

/** Facts of a type that nobody tells any more are for those who may read the audit. */
const forgotten: { readers: Permission } & Pick<FactKind, 'within' | 'heardByDoer'> = {
  readers: 'audit:read',
}

/**
 * The facts that a caller may see: of the types that the caller may read, and of them what lies within the caller's channels and
 * locations. What has neither is for callers without such limits. One's own runs are always one's own.
 */
export async function seenBy(
  tx: Tx,
  caller: Caller,
  facts: readonly RecordedFact[],
  kinds: FactKinds,
): Promise<RecordedFact[]> {
  const { channels } = caller
  const here = facts.filter((fact) => mayHear(caller, fact, kinds[fact.type] ?? forgotten))
  if (channels === null) return here
  const orders = here.flatMap((fact) => orderOf(fact, kinds) ?? [])
  const mine = await briefsOf(tx, [...new Set(orders)], channels)
  return here.filter((fact) => {
    const order = orderOf(fact, kinds)
    return order === null || mine.has(order)
  })
}

/** The order whose channel says who may hear of a fact. */
function orderOf(fact: RecordedFact, kinds: FactKinds): string | null {
  const { within } = kinds[fact.type] ?? forgotten
  return within && 'channel' in within ? within.channel(fact) : null
}

/** All but the limits of channels, which the orders have to be asked for. */
function mayHear(
  { id, permissions, channels, locations }: Caller,
  fact: RecordedFact,
  { readers, within, heardByDoer }: typeof forgotten | FactKind,
): boolean {
  if (heardByDoer && fact.by === id) return true
  if (!permissions.has(readers)) return false
  if (!within) return channels === null && locations === null
  return 'channel' in within || locations === null || locations.includes(within.location(fact))
}
