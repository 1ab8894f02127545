import { isRefusal, newId, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import { allocatedTo, type Book, openClaims, saveBook, setAside } from '../../ground/stock/index.ts'
import { lockOrders } from '../../orders/index.ts'
import type { FulfilmentOrder } from './fulfilment.ts'
import { type Done, type Measures, type Package, packageOf } from './package.ts'
import { appendFacts, insertPackages, nextPackageNumbers } from './packages.sql.ts'
import { type PackedOrder, packedWith, packParcels, type WantedParcel } from './parcel.ts'
import { note, openWork, reach, type StepRequest, saveWork, type Work } from './work.ts'

export type PackRequest = StepRequest & {
  /**
   * A package that names no lines takes all picked pieces that earlier packages have not taken, from every order of the parcel; its
   * measures are those of the parcel.
   */
  packages: readonly (Measures & WantedParcel)[]
}

/**
 * Packs a batch: picked pieces of fulfilment orders into packages of their own. All packages of a request or none. Refuses
 * not_found, version_mismatch, unknown_line, not_picked, merge_waits (another one of the parcel is not picked), nothing_to_do, and
 * not_allocated_there when pieces were meanwhile shipped directly from the order. Limit: 500 requests.
 */
export async function packFulfilmentOrders(
  tx: Tx,
  batch: readonly PackRequest[],
  at: Date,
): Promise<(Done | Refusal)[]> {
  const work = await openWork(tx, { ids: batch.map(({ id }) => id) })
  const claims = await openClaimsOf(tx, work)
  const outcomes = batch.map((request) => packOne(work, claims, request, at))
  await savePackages(tx, outcomes, batch, at)
  saveBook(tx, claims, { by: 'system', command: batch[0]?.command ?? '', at })
  await saveWork(tx, work, at)
  return outcomes
}

/** Shipping locks the orders too, so a piece is either in a package or shipped without one, never both. */
async function openClaimsOf(tx: Tx, { orders }: Work): Promise<Book> {
  const ids = [...new Set([...orders.values()].map(({ orderId }) => orderId))]
  await lockOrders(tx, ids)
  return await openClaims(tx, ids)
}

function packOne(work: Work, claims: Book, request: PackRequest, at: Date): Done | Refusal {
  const order = reach(work, request)
  if (isRefusal(order)) return order
  const together = packedWith(work.orders.values(), order)
  const packed = packParcels(together, request.packages, () => newId('pkg', at.getTime()))
  if (isRefusal(packed)) return packed
  const gone = keep(claims, packed)
  if (gone) return gone
  const made = packed.flatMap(({ order: one, packages }) =>
    packages.map(({ parcel, ...rest }) => {
      const measures = request.packages[parcel] as Measures
      return {
        parcel,
        one: packageOf({ id: rest.package, pieces: rest.pieces }, one, measures, at),
      }
    }),
  )
  for (const { order: one, packages } of packed) {
    const pieces = packages.map(({ parcel: _, ...rest }) => rest)
    note(work, one.id, { type: 'fulfilment.packed', data: { packages: pieces } }, request)
  }
  return { order: work.orders.get(order.id) as FulfilmentOrder, packages: inParcels(made) }
}

type Kept = { orderId: string; line: number; location: string; quantity: number }

/** Reserves packed pieces for their packages, all or none. Refuses not_allocated_there when they were shipped meanwhile. */
function keep(claims: Book, packed: readonly PackedOrder[]): Refusal | null {
  const pieces = sums(packed)
  for (const { orderId, line, location, quantity } of pieces) {
    const [free] = allocatedTo(claims, { orderId, line, only: [location] }, quantity, 'released')
    const missing = quantity - (free?.quantity ?? 0)
    if (missing > 0) return refuse('not_allocated_there', { line, location, missing })
  }
  for (const { orderId, ...piece } of pieces) setAside(claims, orderId, piece)
  return null
}

function sums(packed: readonly PackedOrder[]): Kept[] {
  const kept = new Map<string, Kept>()
  for (const { order, packages } of packed)
    for (const { line, quantity } of packages.flatMap(({ pieces }) => pieces)) {
      const { orderId, location } = order
      const place = `${orderId} ${line} ${location}`
      const before = kept.get(place)?.quantity ?? 0
      kept.set(place, { orderId, line, location, quantity: before + quantity })
    }
  return [...kept.values()]
}

/** A parcel is named after the first of its packages; here by id, because packages get their numbers when they are saved. */
function inParcels(made: readonly { parcel: number; one: Package }[]): Package[] {
  const sorted = [...made].sort((a, b) => a.parcel - b.parcel)
  return sorted.map(({ parcel, one }) => {
    const mates = sorted.filter((other) => other.parcel === parcel)
    return { ...one, parcel: mates.length > 1 ? (mates[0]?.one.id ?? null) : null }
  })
}

async function savePackages(
  tx: Tx,
  outcomes: readonly (Done | Refusal)[],
  batch: readonly PackRequest[],
  at: Date,
): Promise<void> {
  const made = outcomes.flatMap((outcome, index) =>
    isRefusal(outcome)
      ? []
      : outcome.packages.map((one) => ({ one, request: batch[index] as PackRequest })),
  )
  if (made.length === 0) return
  const numbers = await nextPackageNumbers(tx, made.length)
  const numberOf = new Map(made.map(({ one }, index) => [one.id, numbers[index] as string]))
  for (const { one } of made) {
    one.number = numberOf.get(one.id) as string
    one.parcel = one.parcel === null ? null : (numberOf.get(one.parcel) as string)
  }
  await insertPackages(
    tx,
    made.map(({ one }) => one),
  )
  const facts = made.map(({ one, request: { by, command } }) => {
    return { stream: one.id, version: 1, type: 'package.packed' as const, data: one, by, command }
  })
  appendFacts(tx, facts, at)
}
