// What the papers show, from orders, fulfilment orders, packages and locations.

import {
  type PackingSlip,
  type PaperAddress,
  type PaperLanguage,
  packingSlip,
  type ShippingLabel,
  shippingLabel,
} from '../../base/papers/index.ts'
import { type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import { carrierOf, companyOf, ownCarrier, templatesOf } from '../../ground/settings/index.ts'
import { locations } from '../../ground/stock/index.ts'
import { type Order, readOrders } from '../../orders/index.ts'
import {
  companionsOf,
  type FulfilmentOrder,
  isSeen,
  readFulfilmentOrders,
  type Scope,
} from '../warehouse/index.ts'
import { isPackageSeen, type Package } from './package.ts'
import { packagesOf, parcelsOf, readPackages } from './packages.sql.ts'
import { dayIn, labelSender, senderOf } from './sender.ts'

/** A paper to be drawn once the transaction is over: drawing takes longer than reading. */
export type Paper = { name: string; draw: () => Promise<Buffer> }

type Wish = { id: string; scope: Scope; language: PaperLanguage | undefined }

/**
 * The packing slip of a fulfilment order and of those that go in one parcel with it: the same paper for each of them. Refuses
 * not_found.
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

/** A fulfilment order and those that go in one parcel with it, by the numbers of their orders. */
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
        // What was called back is not sent.
        .filter(({ quantity }) => quantity > 0)
        .map(({ sku, name, quantity }) => {
          return { sku, name, quantity, ...(several && { order: String(orderNumber) }) }
        }),
    ),
    note: notes.join('\n') || undefined,
  }
}

/** What is glued a label on: each parcel once, by its number. */
function parcelNames(packages: readonly Package[]): string[] {
  return [...new Set(packages.map(({ parcel, number }) => parcel ?? number))]
}

/** The label of a package, the same for all that is in one parcel with it; refuses not_found. */
export async function labelOf(tx: Tx, { id, scope, language }: Wish): Promise<Paper | Refusal> {
  const [asked] = await readPackages(tx, [id])
  if (!asked || !isPackageSeen(asked, scope)) return refuse('not_found')
  const mates = await parcelsOf(tx, [asked])
  const one = mates[0] ?? asked
  const known = await readOrders(
    tx,
    [one, ...mates].map(({ orderId }) => orderId),
  )
  const orders = [...known.values()].sort((a, b) => a.number - b.number)
  const order = known.get(one.orderId) as Order
  const named = orders.find(({ carrier }) => carrier !== null)?.carrier
  const by = one.carrier ?? named ?? ownCarrier
  const works = [one, ...mates].flatMap(({ fulfilmentOrderId }) => fulfilmentOrderId ?? [])
  const [siblings, places, company, carrier] = await Promise.all([
    works.length === 0 ? [one] : packagesOf(tx, { fulfilmentOrders: works }),
    locations(tx),
    companyOf(tx),
    carrierOf(tx, by),
  ])
  const spoken = language ?? order.customer.language ?? 'en'
  const place = places.find(({ code }) => code === one.locations[0])
  const from = labelSender(company, place, spoken)
  const data = {
    ...labelData(one, order, { from, siblings, by }),
    ...(orders.length > 1 && {
      orderNumber: orders.map(({ number }) => number).join(' · '),
      reference: undefined,
    }),
    date: dayIn(one.shippedAt ?? one.packedAt, company),
    ...(carrier && { carrier: carrier.name }),
  }
  return { name: one.parcel ?? one.number, draw: () => shippingLabel(data, spoken) }
}

const carrierNames: Readonly<Record<string, ShippingLabel['carrier']>> = {
  [ownCarrier]: { zh: '自行安排', en: 'Own arrangement' },
}

/** A package that has not left shows its own number, which is what it will be tracked by. */
function labelData(
  one: Package,
  order: Order,
  { from, siblings, by: carrier }: { from: PaperAddress; siblings: readonly Package[]; by: string },
): Omit<ShippingLabel, 'date'> {
  const service = one.service ?? undefined
  const parcels = parcelNames(siblings)
  return {
    orderNumber: String(order.number),
    from,
    to: paperAddress(order.shipTo),
    carrier: carrierNames[carrier] ?? { zh: carrier, en: carrier },
    ...(service !== undefined && { service: { zh: service, en: service } }),
    reference: order.externalRef ?? undefined,
    packages: [
      {
        id: one.parcel ?? one.number,
        trackingNumber: one.trackingNumber ?? undefined,
        grams: one.weightG ?? 0,
        number: parcels.indexOf(one.parcel ?? one.number) + 1,
      },
    ],
    packageCount: parcels.length,
  }
}

function paperAddress({ street, ...rest }: Order['shipTo']): PaperAddress {
  return { ...rest, street: [street] }
}
