// A movement before it is posted: what is typed, and what it will do to the books. Pure.

export const kinds = [
  'received',
  'counted',
  'transferred',
  'damaged',
  'lost',
  'found',
  'written_off',
  'corrected',
] as const
export type Kind = (typeof kinds)[number]

/** What is on hand at a place, and how much of it is promised. */
export type OnHand = { onHand: number; allocated: number; reserved: number }

export type Draft = {
  kind: Kind
  sku: string
  location: string
  /** Where a transfer goes. */
  to: string
  /** Pieces as typed: the pieces that were counted, else how many move. */
  quantity: number | null
  reference: string
  note: string
}

const leaving: ReadonlySet<Kind> = new Set(['damaged', 'lost', 'written_off', 'transferred'])

/** By how much what is on hand changes; null while nothing is typed. A count changes it by the difference. */
export function changeOf({ kind, quantity }: Pick<Draft, 'kind' | 'quantity'>, onHand: number) {
  if (quantity === null) return null
  if (kind === 'counted') return quantity - onHand
  return leaving.has(kind) ? -quantity : quantity
}

export type Doubt =
  | { why: 'nothing' }
  | { why: 'promised'; free: number }
  | { why: 'same_place' }
  | null

/** Why a draft would do nothing or be refused; null when it may be sent. What is promised cannot be taken away. */
export function doubtOf(draft: Draft, level: OnHand): Doubt {
  const change = changeOf(draft, level.onHand)
  if (change === null || change === 0) return { why: 'nothing' }
  if (draft.kind === 'transferred' && draft.to === draft.location) return { why: 'same_place' }
  const free = level.onHand - level.allocated - level.reserved
  return change < -free ? { why: 'promised', free } : null
}

export type Movement = {
  sku: string
  location: string
  quantity: number
  cause: Kind
  reference?: string
  note?: string
}

/** What is sent: one movement, and for a transfer the other side of it. */
export function movementsOf(draft: Draft, level: OnHand): Movement[] {
  const { sku, location, to, kind: cause, reference, note } = draft
  const quantity = changeOf(draft, level.onHand) ?? 0
  const more = {
    ...(reference.trim() !== '' && { reference: reference.trim() }),
    ...(note.trim() !== '' && { note: note.trim() }),
  }
  const one = { sku, location, quantity, cause, ...more }
  return cause === 'transferred' ? [one, { ...one, location: to, quantity: -quantity }] : [one]
}
