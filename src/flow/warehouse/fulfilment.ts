// The fulfilment order as the rules see it: what one location is asked to send for one order. Pure.

import type { FactOf } from '../../base/module/index.ts'
import { type Refusal, refuse } from '../../base/platform/index.ts'
import type { Names } from '../../ground/catalog/index.ts'
import type { LinePieces } from '../../orders/index.ts'
import type { fulfilmentFacts } from './facts.ts'

export const states = ['released', 'picking', 'picked', 'packed', 'shipped', 'recalled'] as const
export type State = (typeof states)[number]

/**
 * Always shipped ≤ packed ≤ picked ≤ quantity. `quantity` is what the location is asked to send now; recalled pieces count only in
 * `recalled`.
 */
export type FulfilmentLine = {
  line: number
  sku: string
  name: Names
  quantity: number
  picked: number
  packed: number
  shipped: number
  recalled: number
}

export type FulfilmentOrder = {
  id: string
  number: string
  orderId: string
  orderNumber: number
  channel: string
  location: string
  state: State
  /** The id shared by the fulfilment orders that were released together to go in one parcel. */
  merge: string | null
  version: number
  releasedAt: string
  lines: FulfilmentLine[]
}

type Happened = FactOf<typeof fulfilmentFacts>
/** What happens to it later. */
export type FulfilmentFact = Exclude<Happened, { type: 'fulfilment.released' }>
/** What its first fact tells. */
export type Released = Extract<Happened, { type: 'fulfilment.released' }>['data']
export type LeftPieces = Extract<Happened, { type: 'fulfilment.shipped' }>['data']['pieces'][number]
export type PackedPieces = Extract<
  Happened,
  { type: 'fulfilment.packed' }
>['data']['packages'][number]

/** Picks the named pieces, or all that are not picked. Refuses unknown_line, not_enough, nothing_to_do. */
export function pick(
  order: FulfilmentOrder,
  named: readonly LinePieces[] | undefined,
): Extract<FulfilmentFact, { type: 'fulfilment.picked' }> | Refusal {
  const pieces = named ? [...named] : left(order, (line) => line.quantity - line.picked)
  if (pieces.length === 0) return nothing(order, 'pick')
  const refusal = tooMany(order, pieces, ({ line, quantity, picked }, asked) =>
    refuse('not_enough', { line, asked, available: quantity - picked, quantity, picked }),
  )
  return refusal ?? { type: 'fulfilment.picked', data: { pieces } }
}

/**
 * Packs picked pieces into packages. A package that names no lines takes all picked pieces that earlier packages have not taken.
 * Refuses unknown_line, not_picked (more than was picked), nothing_to_do (a package would be empty).
 */
export function pack(
  order: FulfilmentOrder,
  packages: readonly { package: string; pieces?: readonly LinePieces[] | undefined }[],
): FulfilmentFact | Refusal {
  const packed: PackedPieces[] = []
  let after = order
  for (const [index, { package: id, pieces: named }] of packages.entries()) {
    const at = `/packages/${index}/lines`
    const pieces = merged(named ?? left(after, (line) => line.picked - line.packed))
    if (pieces.length === 0) return { ...nothing(after, 'pack'), at }
    const refusal = tooMany(after, pieces, ({ line, picked, packed: before }, asked) =>
      refuse('not_picked', { line, asked, available: picked - before, picked, packed: before }),
    )
    if (refusal) return { ...refusal, at }
    packed.push({ package: id, pieces })
    after = evolve(after, { type: 'fulfilment.packed', data: { packages: packed.slice(-1) } })
  }
  return { type: 'fulfilment.packed', data: { packages: packed } }
}

/**
 * Recalls the pieces that are not picked: all, or the rest that the picker did not find. Picked pieces are in somebody's hands and
 * go on. Refuses already_picked when every piece is picked, nothing_to_do when the pieces were recalled before.
 */
export function recall(
  order: FulfilmentOrder,
): Extract<FulfilmentFact, { type: 'fulfilment.recalled' }> | Refusal {
  const pieces = left(order, (line) => line.quantity - line.picked)
  if (pieces.length > 0) return { type: 'fulfilment.recalled', data: { pieces } }
  const { state } = order
  if (state === 'recalled') return nothing(order, 'recall')
  const quantity = order.lines.reduce((all, line) => all + line.quantity, 0)
  return refuse('already_picked', { state, quantity, picked: quantity })
}

/** The fulfilment order after a fact. Never refuses, because a fact has already happened. */
export function evolve(order: FulfilmentOrder, fact: FulfilmentFact): FulfilmentOrder {
  const lines = linesAfter(order, fact)
  return { ...order, lines, state: stateOf(lines), version: order.version + 1 }
}

function linesAfter(order: FulfilmentOrder, fact: FulfilmentFact): FulfilmentLine[] {
  switch (fact.type) {
    case 'fulfilment.picked':
      return changed(order, fact.data.pieces, (line, quantity) => ({
        picked: line.picked + quantity,
      }))
    case 'fulfilment.recalled':
      return changed(order, fact.data.pieces, (line, quantity) => ({
        quantity: line.quantity - quantity,
        recalled: line.recalled + quantity,
      }))
    case 'fulfilment.packed':
      return changed(
        order,
        fact.data.packages.flatMap(({ pieces }) => pieces),
        (line, quantity) => ({ packed: line.packed + quantity }),
      )
    // Shipped pieces count as picked and packed, recorded or not.
    case 'fulfilment.shipped':
      return changed(order, fact.data.pieces, (line, quantity) => {
        const shipped = line.shipped + quantity
        const unpacked = unpackedOf(fact.data.pieces, line.line)
        const packed = Math.max(line.packed + unpacked, shipped)
        return { shipped, packed, picked: Math.max(line.picked, packed) }
      })
  }
}

function unpackedOf(pieces: readonly LeftPieces[], line: number): number {
  return pieces.reduce((sum, one) => sum + (one.line === line ? (one.unpacked ?? 0) : 0), 0)
}

/** The furthest stage that every piece has reached; `picking` while only some are picked, `recalled` when none is left. */
export function stateOf(lines: readonly FulfilmentLine[]): State {
  const sum = (count: 'quantity' | 'picked' | 'packed' | 'shipped') =>
    lines.reduce((all, line) => all + line[count], 0)
  const whole = sum('quantity')
  if (whole === 0) return 'recalled'
  if (sum('shipped') === whole) return 'shipped'
  if (sum('packed') === whole) return 'packed'
  if (sum('picked') === whole) return 'picked'
  return sum('picked') > 0 ? 'picking' : 'released'
}

/** Whether two fulfilment orders go in one parcel: same merge, same location. */
export function goWith(
  { merge, location }: Pick<FulfilmentOrder, 'merge' | 'location'>,
  other: Pick<FulfilmentOrder, 'merge' | 'location'>,
): boolean {
  return merge !== null && merge === other.merge && location === other.location
}

/** A fulfilment order as it was released, with nothing recalled. */
export function begin(released: Released): FulfilmentOrder {
  return {
    ...released,
    merge: released.merge ?? null,
    lines: released.lines.map((line) => ({ ...line, recalled: 0 })),
  }
}

/** The same line twice becomes one piece, in the order of first naming. */
export function merged(pieces: readonly LinePieces[]): LinePieces[] {
  const sums = new Map<number, number>()
  for (const { line, quantity } of pieces) sums.set(line, (sums.get(line) ?? 0) + quantity)
  return [...sums].map(([line, quantity]) => ({ line, quantity }))
}

function left(order: FulfilmentOrder, count: (line: FulfilmentLine) => number): LinePieces[] {
  return order.lines
    .map((line) => ({ line: line.line, quantity: count(line) }))
    .filter(({ quantity }) => quantity > 0)
}

function nothing({ lines, state }: FulfilmentOrder, transition: string): Refusal {
  const sum = (count: 'quantity' | 'picked' | 'packed') =>
    lines.reduce((all, line) => all + line[count], 0)
  const [quantity, picked, packed] = [sum('quantity'), sum('picked'), sum('packed')]
  return refuse('nothing_to_do', { transition, state, quantity, picked, packed })
}

/** The first line for which more is asked than `tell` says is available. */
function tooMany(
  order: FulfilmentOrder,
  pieces: readonly LinePieces[],
  tell: (line: FulfilmentLine, asked: number) => Refusal,
): Refusal | null {
  for (const { line: number, quantity } of merged(pieces)) {
    const line = order.lines.find((one) => one.line === number)
    if (!line) return refuse('unknown_line', { line: number })
    const refusal = tell(line, quantity)
    if (quantity > Number(refusal.params?.available)) return refusal
  }
  return null
}

function changed(
  { id, lines }: FulfilmentOrder,
  pieces: readonly LinePieces[],
  change: (line: FulfilmentLine, quantity: number) => Partial<FulfilmentLine>,
): FulfilmentLine[] {
  const sums = new Map(merged(pieces).map(({ line, quantity }) => [line, quantity]))
  for (const number of sums.keys())
    if (!lines.some(({ line }) => line === number))
      throw new Error(`a fact of ${id} names line ${number}, which it lacks`)
  return lines.map((line) => {
    const quantity = sums.get(line.line)
    return quantity === undefined ? line : { ...line, ...change(line, quantity) }
  })
}
