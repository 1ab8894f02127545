// The packing slip, and what it shares with a label: the sender, the day, and the answer as PDF.

import {
  type PackingSlip,
  type PaperAddress,
  type PaperLanguage,
  packingSlip,
  TooManyPapers,
} from '../../base/papers/index.ts'
import { isRefusal, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import { type Company, companyOf, templatesOf } from '../../ground/company/index.ts'
import { locations } from '../../ground/stock/index.ts'
import { type Order, readOrders } from '../../orders/index.ts'
import { companionsOf, readFulfilmentOrders } from './fulfilment.sql.ts'
import type { FulfilmentOrder } from './fulfilment.ts'
import type { Package } from './package.ts'
import { packagesOf } from './packages.sql.ts'
import { isSeen, type Scope } from './work.ts'

/** A paper to be drawn after the transaction, because drawing takes longer than reading. */
export type Paper = { name: string; draw: () => Promise<Buffer> }

/** Which paper to draw; in the customer's language when none is named. */
export type Wish = { id: string; scope: Scope; language: PaperLanguage | undefined }

/** The answer with a paper as PDF. Passes on a refusal, and refuses `overloaded` when too many papers wait to be drawn. */
export async function pdf(paper: Paper | Refusal) {
  if (isRefusal(paper)) return paper
  const body = await paper.draw().catch(turnedAway)
  if (isRefusal(body)) return body
  const headers = {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${paper.name}.pdf"`,
  }
  return { headers, body }
}

function turnedAway(error: unknown): Refusal {
  if (error instanceof TooManyPapers) return refuse('overloaded')
  throw error
}

/**
 * The packing slip of a fulfilment order and the others of its parcel, the same paper for each of them. Refuses not_found.
 */
export async function slipOf(tx: Tx, { id, scope, language }: Wish): Promise<Paper | Refusal> {
  const asked = (await readFulfilmentOrders(tx, [id])).get(id)
  if (!asked || !isSeen(asked, scope)) return refuse('not_found')
  const works = await packedTogether(tx, asked)
  const [orders, packages, places, company, texts] = await Promise.all([
    readOrders(
      tx,
      works.map(({ orderId }) => orderId),
    ),
    packagesOf(tx, { fulfilmentOrders: works.map((work) => work.id) }),
    locations(tx),
    companyOf(tx),
    templatesOf(tx),
  ])
  const one = works[0] as FulfilmentOrder
  const order = orders.get(one.orderId) as Order
  const spoken = language ?? order.customer.language ?? 'en'
  const place = places.find(({ code }) => code === one.location)
  const data = {
    ...slipData(works, orders, packages),
    date: dayIn(one.releasedAt, company),
    ...senderOf(company, place?.name[spoken] ?? one.location, spoken),
    returns: texts.packing_slip_returns?.[spoken],
    footer: texts.packing_slip_footer?.[spoken],
  }
  return { name: one.number, draw: () => packingSlip(data, spoken) }
}

/** A fulfilment order and the others of its parcel, sorted by order number. */
async function packedTogether(tx: Tx, asked: FulfilmentOrder): Promise<FulfilmentOrder[]> {
  const others = (await companionsOf(tx, [asked])).get(asked.id) ?? []
  if (others.length === 0) return [asked]
  const read = await readFulfilmentOrders(
    tx,
    others.map(({ id }) => id),
  )
  return [asked, ...read.values()].sort((a, b) => a.orderNumber - b.orderNumber)
}

function slipData(
  works: readonly FulfilmentOrder[],
  known: ReadonlyMap<string, Order>,
  packages: readonly Package[],
): Omit<PackingSlip, 'sender' | 'date'> {
  const [one] = works as [FulfilmentOrder]
  const orders = [...new Set(works.map(({ orderId }) => known.get(orderId) as Order))]
  const [order, ...others] = orders as [Order, ...Order[]]
  const several = others.length > 0
  const notes = orders.flatMap(({ number, note }) => {
    if (!note) return []
    return several ? `${number}: ${note}` : note
  })
  return {
    orderNumber: String(order.number),
    otherOrders: others.map(({ number }) => String(number)),
    fulfilmentOrderNumber: one.number,
    shipTo: paperAddress(order.shipTo),
    customerReference: several ? undefined : (order.externalRef ?? undefined),
    packages: parcelNames(packages).length || undefined,
    lines: works.flatMap(({ orderNumber, lines }) =>
      lines
        // Recalled pieces are not sent.
        .filter(({ quantity }) => quantity > 0)
        .map(({ sku, name, quantity }) => {
          return { sku, name, quantity, ...(several && { order: String(orderNumber) }) }
        }),
    ),
    note: notes.join('\n') || undefined,
  }
}

/** The things that get a label: each parcel once, by its number. */
export function parcelNames(packages: readonly Package[]): string[] {
  return [...new Set(packages.map(({ parcel, number }) => parcel ?? number))]
}

/** The head of a packing slip: the company with its address; without a company, the location. */
export function senderOf(
  company: Company | null,
  place: string,
  language: PaperLanguage,
): { sender: string; senderDetails?: string } {
  if (!company) return { sender: place }
  const { name, phone, mail, taxNumber } = company
  const details = [addressLine(company, language), phone, mail, taxNumber]
  return { sender: name[language], senderDetails: details.filter(Boolean).join(' · ') }
}

/** The address on one line: region first in Chinese, street first in English. */
function addressLine({ address }: Company, language: PaperLanguage): string {
  const { street, district, city, region, postcode } = address
  const parts =
    language === 'zh'
      ? [region + city + district + street, postcode]
      : [street, district, city, region, postcode]
  return parts.filter(Boolean).join(language === 'zh' ? ' ' : ', ')
}

/** The day of a moment in the company's time zone, such as 2026-03-09. */
export function dayIn(at: string, company: Company | null): string {
  const timeZone = company?.timeZone ?? 'UTC'
  return new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' }).format(new Date(at))
}

export function paperAddress({ street, ...rest }: Order['shipTo']): PaperAddress {
  return { ...rest, street: [street] }
}
