// A parcel holds pieces of several fulfilment orders of one merge at one location. Each keeps a package of its own, so that every
// count stays with its order, and the packages share the parcel. No database; ids come in as an argument.

import { isRefusal, type Refusal, refuse } from '../../base/platform/index.ts'
import { type LinePieces, mergeWaits } from '../../orders/index.ts'
import {
  evolve,
  type FulfilmentFact,
  type FulfilmentOrder,
  goWith,
  type PackedPieces,
  pack,
} from './fulfilment.ts'

/** Pieces of the fulfilment order that is packed, or of another one of its parcel. */
export type PiecesOf = LinePieces & { fulfilmentOrder?: string | undefined }

export type WantedParcel = { lines?: readonly PiecesOf[] | undefined }

/** The packages made for one fulfilment order; `parcel` is the place of their parcel in the request. */
export type PackedOrder = {
  order: FulfilmentOrder
  packages: (PackedPieces & { parcel: number })[]
}

/** The fulfilment orders packed with this one, itself first: those of its merge and location not completely packed. */
export function packedWith(
  known: Iterable<FulfilmentOrder>,
  order: FulfilmentOrder,
): FulfilmentOrder[] {
  const others = [...known].filter((one) => one.id !== order.id && goWith(order, one))
  const open = others.filter(({ lines }) => lines.some((line) => line.packed < line.quantity))
  return [order, ...open.sort((a, b) => a.orderNumber - b.orderNumber)]
}

/**
 * Packs picked pieces into parcels. A parcel that names no lines takes all picked pieces of every order that earlier ones have not
 * taken. Refuses merge_waits while one of them is not completely picked, unknown_line, not_picked, nothing_to_do.
 */
export function packParcels(
  orders: readonly FulfilmentOrder[],
  parcels: readonly WantedParcel[],
  idOf: () => string,
): PackedOrder[] | Refusal {
  const refusal = unpicked(orders) ?? strange(orders, parcels)
  if (refusal) return refusal
  const packed: Begun[] = orders.map((order) => ({ order, after: order, packages: [] }))
  for (const [parcel, wanted] of parcels.entries()) {
    const outcomes = packed.map((one) => into(parcel, wanted, one, { orders, id: idOf() }))
    const refused = outcomes.find((outcome) => outcome !== null && isRefusal(outcome))
    if (refused) return refused as Refusal
    if (outcomes.every((outcome) => outcome === null))
      return refuse('nothing_to_do', { transition: 'pack' }, `/packages/${parcel}/lines`)
    for (const [index, one] of packed.entries()) {
      const fact = outcomes[index] as Fact | null
      if (fact) one.packages.push({ ...(fact.data.packages[0] as PackedPieces), parcel })
      if (fact) one.after = evolve(one.after, fact)
    }
  }
  return packed.filter(({ packages }) => packages.length > 0)
}

type Fact = Extract<FulfilmentFact, { type: 'fulfilment.packed' }>
type Begun = PackedOrder & { after: FulfilmentOrder }

function unpicked(orders: readonly FulfilmentOrder[]): Refusal | null {
  if (orders.length === 1) return null
  const waiting = orders.filter(({ lines }) => lines.some((line) => line.picked < line.quantity))
  if (waiting.length === 0) return null
  return mergeWaits(waiting.map(({ orderNumber: number }) => ({ number, why: 'not_picked' })))
}

/** The pieces of one fulfilment order that go into a parcel; null when there are none and other orders fill it. */
function into(
  parcel: number,
  { lines }: WantedParcel,
  { order, after }: Begun,
  { orders, id }: { orders: readonly FulfilmentOrder[]; id: string },
): Fact | Refusal | null {
  const pieces = lines?.filter((piece) => isOf(piece, order, orders))
  const nothing = pieces ? pieces.length === 0 : isEmpty(after)
  if (nothing && orders.length > 1) return null
  const fact = pack(after, [{ package: id, pieces }])
  return isRefusal(fact) ? { ...fact, at: `/packages/${parcel}/lines` } : (fact as Fact)
}

/** A piece that names no fulfilment order belongs to the one of the request. */
function isOf(
  { fulfilmentOrder }: PiecesOf,
  { id }: FulfilmentOrder,
  [asked]: readonly FulfilmentOrder[],
): boolean {
  return id === (fulfilmentOrder ?? asked?.id)
}

function strange(
  orders: readonly FulfilmentOrder[],
  parcels: readonly WantedParcel[],
): Refusal | null {
  for (const [parcel, { lines = [] }] of parcels.entries()) {
    const index = lines.findIndex((piece) => !orders.some((order) => isOf(piece, order, orders)))
    const at = `/packages/${parcel}/lines/${index}/fulfilmentOrder`
    if (index >= 0) return refuse('unknown_line', { line: lines[index]?.line ?? 0 }, at)
  }
  return null
}

function isEmpty({ lines }: FulfilmentOrder): boolean {
  return lines.every((line) => line.picked === line.packed)
}
