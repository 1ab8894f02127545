// Who packs sets pieces aside for the package. Packing and shipping hold the order's lock, so a piece is in a package or gone,
// never both.
import { type Refusal, refuse, type Tx } from '../base/platform/index.ts'
import { allocationsOf } from '../ground/stock/index.ts'
import type { OrderFact } from './facts.ts'
import type { PlacedPieces } from './order.ts'
import { deletePacked, insertPacked, lockForPacking, packedOf } from './packed.sql.ts'
import { type Packed, packageIn } from './packed.ts'

type Named = Omit<PlacedPieces, 'unreleased'>

/** What may still be packed of each line at each location. */
export type Packing = { free: Map<string, number> }

const placeOf = (orderId: string, { line, location }: Pick<Named, 'line' | 'location'>) =>
  `${orderId} ${line} ${location}`

/** Locks orders and reads which of their pieces stand there and in no package. */
export async function openPacking(tx: Tx, orderIds: readonly string[]): Promise<Packing> {
  const ids = [...new Set(orderIds)]
  await lockForPacking(tx, ids)
  const [there, packed] = await Promise.all([allocationsOf(tx, ids), packedOf(tx, ids)])
  const free = new Map<string, number>()
  const add = (orderId: string, piece: Named, by: number) => {
    const place = placeOf(orderId, piece)
    free.set(place, (free.get(place) ?? 0) + by)
  }
  for (const piece of there) add(piece.orderId, piece, piece.quantity)
  for (const piece of packed) add(piece.orderId, piece, -piece.quantity)
  return { free }
}

/** Takes pieces for packages, all or none. Refuses not_allocated_there: they left meanwhile by another way. */
export function takeForPacking(
  { free }: Packing,
  orderId: string,
  pieces: readonly Named[],
): Refusal | null {
  const after = new Map<string, number>()
  for (const piece of pieces) {
    const place = placeOf(orderId, piece)
    const left = (after.get(place) ?? free.get(place) ?? 0) - piece.quantity
    const { line, location } = piece
    if (left < 0) return refuse('not_allocated_there', { line, location, missing: -left })
    after.set(place, left)
  }
  for (const [place, left] of after) free.set(place, left)
  return null
}

/** Notes what stands packed from now on, in the transaction that opened the packing. */
export async function keepPacked(tx: Tx, pieces: readonly Packed[]): Promise<void> {
  if (pieces.length > 0) await insertPacked(tx, pieces)
}

/** Packages that left with these facts hold nothing back any more. */
export async function letGo(
  tx: Tx,
  facts: readonly { type: string; data: object }[],
): Promise<void> {
  const gone = facts.flatMap((fact) => packageIn(fact as OrderFact) ?? [])
  if (gone.length > 0) await deletePacked(tx, gone)
}
