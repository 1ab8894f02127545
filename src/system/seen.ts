import type { Caller } from '../http/index.ts'
import { channelsOf } from '../orders/index.ts'
import type { RecordedFact, Tx } from '../platform/index.ts'

const openStreams = /^(ord_|stock:)/

/**
 * The facts that a caller may see: orders of the caller's channels, stock of the caller's locations. What concerns people
 * and keys is for those who may read the audit.
 */
export async function seenBy(
  tx: Tx,
  { channels, locations, permissions }: Caller,
  facts: readonly RecordedFact[],
): Promise<RecordedFact[]> {
  const audit = permissions.has('audit:read')
  const mine = audit ? facts : facts.filter(({ stream }) => openStreams.test(stream))
  const here = mine.filter(({ stream }) => inLocations(stream, locations))
  if (channels === null) return here
  const orders = here.filter(({ stream }) => stream.startsWith('ord_')).map(({ stream }) => stream)
  const channelOf = await channelsOf(tx, [...new Set(orders)])
  return here.filter(
    ({ stream }) => !stream.startsWith('ord_') || channels.includes(channelOf.get(stream) ?? ''),
  )
}

function inLocations(stream: string, locations: readonly string[] | null): boolean {
  if (locations === null || !stream.startsWith('stock:')) return true
  return locations.includes(stream.split(':')[1] ?? '')
}
