// The facts of an order as a story: what each one changed, told by replaying the counts. Pure.
import type { Event } from '../acting/index.ts'

import { changesIn } from './change.ts'

export type Change =
  | {
      of: 'status' | 'paid' | 'refunded' | 'credited'
      before: string | number
      after: string | number
    }
  | { of: 'part'; path: string; before: unknown; after: unknown }
  | { of: 'line'; line: number; sku: string; count: string; before: number; after: number }

export type Chapter = Event & {
  /** The code of the hold that was set or lifted. */
  hold?: string | undefined
  changes: Change[]
  /** Changes of lines beyond those that are told. */
  more: number
}

type Piece = {
  line: number
  quantity: number
  allocated?: number
  credit?: number
  unreleased?: number
}
type Data = {
  lines?: { line: number; sku: string; ordered: number }[]
  pieces?: Piece[]
  hold?: { id: string; code: string; note?: string } | string
  amount?: number
  orders?: { number: number }[]
  before?: object
  after?: object
}
type Counts = Record<string, number>
type State = {
  status: string
  paid: number
  refunded: number
  credited: number
  skus: Map<number, string>
  holdCodes: Map<string, string>
  counts: Map<number, Counts>
}

const told = 6

/** The facts, oldest first, each with what was before it and after it. */
export function storyOf(facts: readonly Event[]): Chapter[] {
  const state: State = {
    ...{ status: 'received', paid: 0, refunded: 0, credited: 0 },
    ...{ skus: new Map(), counts: new Map(), holdCodes: new Map() },
  }
  return facts.map((fact) => {
    const changes = after(state, fact.type, fact.data as Data)
    const lines = changes.filter(({ of }) => of === 'line')
    const shown = changes.filter((change) => change.of !== 'line' || lines.indexOf(change) < told)
    const hold = holdOf(state, fact.data as Data)
    return { ...fact, hold, changes: shown, more: changes.length - shown.length }
  })
}

/** A hold is lifted by its id: its code was told when it was set. */
function holdOf({ holdCodes }: State, { hold }: Data): string | undefined {
  if (typeof hold === 'string') return holdCodes.get(hold)
  if (hold) holdCodes.set(hold.id, hold.code)
  return hold?.code
}

/** Which counts a fact adds its pieces to; what is called back is taken from it. */
const adds: Record<string, string> = {
  'order.allocated': 'allocated',
  'order.released': 'released',
  'order.recalled': 'released',
  'order.picked': 'picked',
  'order.shipped': 'shipped',
  'order.delivered': 'delivered',
  'order.returned': 'returned',
}

function after(state: State, type: string, data: Data): Change[] {
  switch (type) {
    case 'order.placed':
      for (const { line, sku } of data.lines ?? []) state.skus.set(line, sku)
      return []
    case 'order.confirmed':
      return turn(state, 'confirmed')
    case 'order.changed':
      return changesIn(data).map((change) => ({ of: 'part', ...change }))
    case 'order.paid':
      return count(state, 'paid', data.amount ?? 0)
    case 'order.refunded':
      return count(state, 'refunded', data.amount ?? 0)
    case 'order.cancelled':
      return (data.pieces ?? []).flatMap((piece) => [
        ...move(state, piece.line, 'cancelled', piece.quantity),
        ...move(state, piece.line, 'allocated', -(piece.allocated ?? 0)),
      ])
    default:
      return [...moveAll(state, type, data), ...credit(state, data)]
  }
}

function turn(state: State, status: string): Change[] {
  const change = { of: 'status', before: state.status, after: status } as const
  state.status = status
  return [change]
}

function count(state: State, of: 'paid' | 'refunded' | 'credited', by: number): Change[] {
  const before = state[of]
  state[of] += by
  return by === 0 ? [] : [{ of, before, after: state[of] }]
}

function moveAll(state: State, type: string, { pieces = [] }: Data): Change[] {
  const stage = adds[type]
  if (stage === undefined) return []
  const byLine = new Map<number, number>()
  for (const { line, quantity } of pieces) byLine.set(line, (byLine.get(line) ?? 0) + quantity)
  const sign = type === 'order.recalled' ? -1 : 1
  return [...byLine].flatMap(([line, quantity]) => move(state, line, stage, sign * quantity))
}

function credit(state: State, { pieces = [] }: Data): Change[] {
  return count(
    state,
    'credited',
    pieces.reduce((sum, piece) => sum + (piece.credit ?? 0), 0),
  )
}

function move(state: State, line: number, stage: string, by: number): Change[] {
  if (by === 0) return []
  const counts = state.counts.get(line) ?? {}
  state.counts.set(line, counts)
  const before = counts[stage] ?? 0
  counts[stage] = before + by
  const sku = state.skus.get(line) ?? String(line)
  return [{ of: 'line', line, sku, count: stage, before, after: before + by }]
}

/** Who changed what is shown in part only: there nobody sees a difference, and that it changed is to be told. */
export function hiddenParts({ type, data, changes }: Chapter): ('shipTo' | 'customer')[] {
  if (type !== 'order.changed') return []
  const { after = {} } = data as { after?: object }
  return (['shipTo', 'customer'] as const).filter(
    (part) =>
      part in after && !changes.some((one) => one.of === 'part' && one.path.startsWith(part)),
  )
}

/** What a fact's sentence needs, of what it carries. Amounts and codes are put into words by the screen. */
export function paramsOf({ data }: Pick<Event, 'data'>) {
  const { pieces, lines, hold, amount, orders } = data as Data
  const { total, currency } = data as { total?: number; currency?: string }
  const { reason, method, carrier, trackingNumber, reference } = data as Record<string, unknown>
  const units = (pieces ?? []).reduce((sum, { quantity }) => sum + quantity, 0)
  return {
    units,
    lines: lines?.length ?? 0,
    orders: (orders ?? []).map(({ number }) => number),
    note: typeof hold === 'object' ? hold.note : undefined,
    amount: amount ?? total,
    currency,
    reason: text(reason),
    method: text(method),
    carrier: text(carrier),
    trackingNumber: text(trackingNumber),
    reference: text(reference),
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
