// What a draft asks the server, and where on the page a pointer of its answer belongs.
import type { Given } from '../base/api.ts'
import type { AddressFields } from '../kit/address-text.ts'
import { type Draft, type DraftLine, isBlank } from './draft.ts'

export type QuoteBody = Given<'POST /api/orders/quote'>['body']
export type OrderBody = Given<'POST /api/orders'>['body']

/** The lines that are sent, in their sequence: a pointer's index counts these. */
export function sentLines({ lines }: Pick<Draft, 'lines'>): DraftLine[] {
  return lines.filter((line) => !isBlank(line))
}

export function quoteBody(draft: Draft): QuoteBody {
  const { channel, currency, buyer, shipTo, externalRef } = draft
  return {
    channel,
    currency,
    ...(externalRef.trim() !== '' && { externalRef: externalRef.trim() }),
    ...(buyer?.id !== undefined && { customer: { id: buyer.id } }),
    ...(shipTo.country !== undefined && { shipTo: { country: shipTo.country } }),
    lines: sentLines(draft).map(({ sku, quantity, ...rest }) => ({
      ...(sku.trim() !== '' && { sku: sku.trim() }),
      ...(quantity !== null && { quantity }),
      ...amounts(rest),
    })),
    ...sums(draft),
  }
}

/** The order as it is placed; `promisedFor` is the date that was shown. Only for a draft without gaps. */
export function orderBody(draft: Draft, promisedFor: string | undefined): OrderBody {
  const { channel, currency, buyer, shipTo, externalRef, note } = draft
  const agreed = promiseTime(draft) ?? promisedFor
  return {
    channel,
    currency,
    ...(externalRef.trim() !== '' && { externalRef: externalRef.trim() }),
    customer: { ...buyer, name: buyer?.name ?? '' },
    shipTo: addressOf(shipTo),
    lines: sentLines(draft).map(({ sku, quantity, ...rest }) => ({
      sku: sku.trim(),
      quantity: quantity ?? 1,
      ...amounts(rest),
    })),
    ...sums(draft),
    ...(note.trim() !== '' && { note: note.trim() }),
    ...(agreed !== undefined && { promisedFor: agreed }),
  }
}

function addressOf({ name = '', country = '', city = '', street = '', ...rest }: AddressFields) {
  return { ...rest, name, country, city, street }
}

function amounts({ price, discount }: Pick<DraftLine, 'price' | 'discount'>) {
  return { ...(price !== null && { price }), ...(discount !== null && { discount }) }
}

function sums({ discount, shipping }: Draft) {
  return {
    ...(discount !== null && { discount }),
    ...(shipping !== null && shipping !== 0
      ? { charges: [{ code: 'shipping', amount: shipping }] }
      : {}),
  }
}

/** A day that was agreed means its evening, here. */
function promiseTime({ promised }: Draft): string | undefined {
  return promised === null ? undefined : new Date(`${promised}T18:00:00`).toISOString()
}

export type Gap = {
  pointer: string
  code: string
  params?: Readonly<Record<string, unknown>> | undefined
}

/** What is missing before it is worth asking: each with the pointer that the server would name. */
export function gapsIn(draft: Draft): Gap[] {
  const gaps: Gap[] = []
  const need = (value: string | undefined, pointer: string) => {
    if (!value?.trim()) gaps.push({ pointer, code: 'required' })
  }
  need(draft.buyer?.name, '/customer/name')
  need(draft.channel, '/channel')
  need(draft.currency, '/currency')
  for (const key of ['name', 'country', 'city', 'street'] as const)
    need(draft.shipTo[key], `/shipTo/${key}`)
  const lines = sentLines(draft)
  if (lines.length === 0) gaps.push({ pointer: '/lines', code: 'required' })
  for (const [index, { sku, quantity }] of lines.entries()) {
    need(sku, `/lines/${index}/sku`)
    if (quantity === null) gaps.push({ pointer: `/lines/${index}/quantity`, code: 'required' })
  }
  return gaps
}

/** What is wrong, by line: the draft's line ids with the part of the line that each concerns. */
export function gapsByLine(draft: Draft, gaps: readonly Gap[]): Map<number, Gap[]> {
  const lines = sentLines(draft)
  const found = new Map<number, Gap[]>()
  for (const gap of gaps) {
    const match = /^\/lines\/(\d+)/.exec(gap.pointer)
    const line = match && lines[Number(match[1])]
    if (!line) continue
    const known = found.get(line.id)
    if (known) known.push(gap)
    else found.set(line.id, [gap])
  }
  return found
}

/** How many lines can be sold but not sent: their goods are not there yet. */
export function waitingIn(lines: readonly { promise: 'now' | 'backorder' | 'none' }[]): number {
  return lines.filter(({ promise }) => promise === 'backorder').length
}
