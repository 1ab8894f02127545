import type { Caller } from '../http/index.ts'
import { channelsOf } from '../orders/index.ts'
import type { RecordedFact, Tx } from '../platform/index.ts'

/**
 * The facts that a caller may see: orders of the caller's channels, stock of the caller's locations. The work and the parcels
 * of all are for callers without such limits, customers for those who may read them, and what concerns people and keys for
 * those who may read the audit.
 */
export async function seenBy(
  tx: Tx,
  caller: Caller,
  facts: readonly RecordedFact[],
): Promise<RecordedFact[]> {
  const { channels } = caller
  const here = facts.filter(({ stream }) => mayHear(caller, stream))
  if (channels === null) return here
  const orders = here.filter(({ stream }) => stream.startsWith('ord_')).map(({ stream }) => stream)
  const channelOf = await channelsOf(tx, [...new Set(orders)])
  return here.filter(
    ({ stream }) => !stream.startsWith('ord_') || channels.includes(channelOf.get(stream) ?? ''),
  )
}

function mayHear({ channels, locations, permissions }: Caller, stream: string): boolean {
  if (stream.startsWith('ord_')) return true
  if (stream.startsWith('stock:'))
    return locations === null || locations.includes(stream.split(':')[1] ?? '')
  if (channels !== null || locations !== null) return false
  if (/^(ful_|pkg_|variant:|ret_)/.test(stream)) return true
  return permissions.has(stream.startsWith('cus_') ? 'customers:read' : 'audit:read')
}
