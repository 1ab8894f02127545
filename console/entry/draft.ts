// An order as it is being typed: plain values, and what may be done to them.
import type { AddressFields } from '../kit/address-text.ts'
import type { Day } from '../kit/date-text.ts'

export type DraftLine = {
  /** Its name on this page; not what the order will call it. */
  id: number
  sku: string
  quantity: number | null
  /** Minor units; null takes the price from the list. */
  price: number | null
  discount: number | null
}
export type Buyer = {
  id?: string
  name: string
  email?: string
  phone?: string
  language?: 'zh' | 'en'
}
/** A try whose answer has not come: what was sent, under which key. It is sent again as it is, or nothing else is. */
export type Attempt = { key: string; body: object }

export type Draft = {
  /** The Idempotency-Key of its placing: one for a draft, and another only once the server has refused with certainty. */
  key: string
  channel: string
  currency: string
  buyer: Buyer | null
  shipTo: AddressFields
  lines: DraftLine[]
  discount: number | null
  shipping: number | null
  note: string
  externalRef: string
  promised: Day | null
  attempt: Attempt | null
}

/** 128 bits of chance: `crypto.randomUUID` is missing in pages served over plain http from another machine. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export const mostLines = 5_000

let lastId = 0
export function emptyLine(): DraftLine {
  lastId++
  return { id: lastId, sku: '', quantity: null, price: null, discount: null }
}

export function newDraft(terms: { channel: string; currency: string }): Draft {
  return {
    ...terms,
    key: newKey(),
    buyer: null,
    shipTo: {},
    lines: [emptyLine()],
    discount: null,
    shipping: null,
    note: '',
    externalRef: '',
    promised: null,
    attempt: null,
  }
}

export function isBlank({ sku, quantity, price, discount }: DraftLine): boolean {
  return sku.trim() === '' && quantity === null && price === null && discount === null
}

/** Whether anything stands in it that would be missed. */
export function isEmpty({ buyer, shipTo, lines, note, externalRef }: Draft): boolean {
  const texts = [note, externalRef, ...Object.values(shipTo)]
  return buyer === null && lines.every(isBlank) && texts.every((text) => text === '')
}

/** There is always one empty line at the end to type into, up to the most an order has. */
export function withLastEmpty(lines: DraftLine[]): DraftLine[] {
  const last = lines.at(-1)
  const full = lines.length >= mostLines
  return full || (last && isBlank(last)) ? lines : [...lines, emptyLine()]
}

export function changeLine(draft: Draft, id: number, change: Partial<DraftLine>): Draft {
  const lines = draft.lines.map((line) => (line.id === id ? { ...line, ...change } : line))
  return { ...draft, lines: withLastEmpty(lines) }
}

export function removeLine(draft: Draft, id: number): Draft {
  return { ...draft, lines: withLastEmpty(draft.lines.filter((line) => line.id !== id)) }
}

/** Puts lines in the place of an empty one, or behind a full one. */
export function insertLines(draft: Draft, at: number, added: readonly DraftLine[]): Draft {
  const index = draft.lines.findIndex(({ id }) => id === at)
  const here = draft.lines[index]
  const before = draft.lines.slice(0, here && isBlank(here) ? index : index + 1)
  const lines = [...before, ...added, ...draft.lines.slice(index + 1)].slice(0, mostLines)
  return { ...draft, lines: withLastEmpty(lines) }
}

/** A draft as it was kept, or null when it is none of ours; its lines get names of this page. */
export function revive(text: string | null): Draft | null {
  try {
    const kept = JSON.parse(text ?? 'null') as Partial<Draft> | null
    if (!kept || typeof kept.key !== 'string' || !Array.isArray(kept.lines)) return null
    const { channel = '', currency = '' } = kept
    const lines = kept.lines.map((line) => ({ ...emptyLine(), ...line, id: emptyLine().id }))
    return { ...newDraft({ channel, currency }), ...kept, lines: withLastEmpty(lines) }
  } catch {
    return null
  }
}
