import type { Caller } from '../http/index.ts'
import { channelsOf } from '../orders/index.ts'
import type { RecordedFact, Tx } from '../platform/index.ts'

/**
 * The facts that a caller may see: orders of the caller's channels and comments about them, the caller's own bulk runs, stock of the caller's locations. The work and the parcels
 * of all are for callers without such limits, customers for those who may read them, and what concerns people and keys for
 * those who may read the audit.
 */
export async function seenBy(
  tx: Tx,
  caller: Caller,
  facts: readonly RecordedFact[],
): Promise<RecordedFact[]> {
  const { channels } = caller
  const here = facts.filter((fact) => mayHear(caller, fact))
  if (channels === null) return here
  const orders = here.flatMap((fact) => orderOf(fact) ?? [])
  const channelOf = await channelsOf(tx, [...new Set(orders)])
  return here.filter((fact) => {
    const order = orderOf(fact)
    return order === null || channels.includes(channelOf.get(order) ?? '')
  })
}

/** The order whose channel says who may hear of a fact. */
function orderOf({ stream, data }: RecordedFact): string | null {
  if (stream.startsWith('ord_')) return stream
  return stream.startsWith('cmt_') ? String((data as { order?: unknown }).order) : null
}

function mayHear(caller: Caller, { stream, by }: RecordedFact): boolean {
  const { channels, locations, permissions } = caller
  if (/^(ord_|cmt_)/.test(stream)) return true
  if (stream.startsWith('blk_') && by === caller.id) return true
  if (stream.startsWith('stock:'))
    return locations === null || locations.includes(stream.split(':')[1] ?? '')
  if (channels !== null || locations !== null) return false
  if (/^(ful_|pkg_|variant:|ret_)/.test(stream)) return true
  return permissions.has(stream.startsWith('cus_') ? 'customers:read' : 'audit:read')
}
