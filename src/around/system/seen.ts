import type { Caller } from '../../base/http/index.ts'
import type { RecordedFact, Tx } from '../../base/platform/index.ts'
import { briefsOf } from '../../orders/index.ts'
import { permissionToHear } from './hearing.ts'

/**
 * The facts that a caller may see: of the kinds that the caller may read (`permissionToHear`), and of them orders of the
 * caller's channels with the comments about them, stock of the caller's locations. The work and the parcels of all, the
 * goods, the customers and what concerns the house are for callers without such limits. One's own bulk runs are always
 * one's own.
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
  const mine = await briefsOf(tx, [...new Set(orders)], channels)
  return here.filter((fact) => {
    const order = orderOf(fact)
    return order === null || mine.has(order)
  })
}

/** The order whose channel says who may hear of a fact. */
function orderOf({ stream, data }: RecordedFact): string | null {
  if (stream.startsWith('ord_')) return stream
  return stream.startsWith('cmt_') ? String((data as { order?: unknown }).order) : null
}

function mayHear(caller: Caller, { stream, type, by }: RecordedFact): boolean {
  const { channels, locations, permissions } = caller
  if (stream.startsWith('blk_') && by === caller.id) return true
  if (!permissions.has(permissionToHear(type))) return false
  if (/^(ord_|cmt_)/.test(stream)) return true
  if (stream.startsWith('stock:'))
    return locations === null || locations.includes(stream.split(':')[1] ?? '')
  return channels === null && locations === null
}
