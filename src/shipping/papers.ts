// What the papers show, from orders, fulfilment orders, packages and locations.
import { type Address, type Order, readOrders } from '../orders/index.ts'
import {
  type PackingSlip,
  type PaperAddress,
  type PaperLanguage,
  packingSlip,
  type ShippingLabel,
  shippingLabel,
} from '../papers/index.ts'
import { type Refusal, refuse, type Tx } from '../platform/index.ts'
import { carrierOf, companyOf, ownCarrier, templatesOf } from '../settings/index.ts'
import { locations } from '../stock/index.ts'
import {
  type FulfilmentOrder,
  isSeen,
  readFulfilmentOrders,
  type Scope,
} from '../warehouse/index.ts'
import { isPackageSeen, type Package } from './package.ts'
import { packagesOf, readPackages } from './packages.sql.ts'
import { dayIn, labelSender, senderOf } from './sender.ts'

/** A paper to be drawn once the transaction is over: drawing takes longer than reading. */
export type Paper = { name: string; draw: () => Promise<Buffer> }

type Wish = { id: string; scope: Scope; language: PaperLanguage | undefined }

/** The packing slip of a fulfilment order; refuses not_found. */
export async function slipOf(tx: Tx, { id, scope, language }: Wish): Promise<Paper | Refusal> {
  const one = (await readFulfilmentOrders(tx, [id])).get(id)
  if (!one || !isSeen(one, scope)) return refuse('not_found')
  const [orders, packages, places, company, texts] = await Promise.all([
    readOrders(tx, [one.orderId]),
    packagesOf(tx, { fulfilmentOrders: [id] }),
    locations(tx),
    companyOf(tx),
    templatesOf(tx),
  ])
  const order = orders.get(one.orderId) as Order
  const spoken = language ?? order.customer.language ?? 'en'
  const place = places.find(({ code }) => code === one.location)
  const data = {
    ...slipData(one, order, packages),
    date: dayIn(one.releasedAt, company),
    ...senderOf(company, place?.name[spoken] ?? one.location, spoken),
    returns: texts.packing_slip_returns?.[spoken],
    footer: texts.packing_slip_footer?.[spoken],
  }
  return { name: one.number, draw: () => packingSlip(data, spoken) }
}

function slipData(
  one: FulfilmentOrder,
  order: Order,
  packages: readonly Package[],
): Omit<PackingSlip, 'sender' | 'date'> {
  return {
    orderNumber: String(order.number),
    fulfilmentOrderNumber: one.number,
    shipTo: paperAddress(order.shipTo),
    customerReference: order.externalRef ?? undefined,
    packages: packages.length || undefined,
    // What was called back is not sent.
    lines: one.lines
      .filter(({ quantity }) => quantity > 0)
      .map(({ sku, name, quantity }) => ({ sku, name, quantity })),
    note: order.note ?? undefined,
  }
}

/** The label of a package; refuses not_found. */
export async function labelOf(tx: Tx, { id, scope, language }: Wish): Promise<Paper | Refusal> {
  const [one] = await readPackages(tx, [id])
  if (!one || !isPackageSeen(one, scope)) return refuse('not_found')
  const order = (await readOrders(tx, [one.orderId])).get(one.orderId) as Order
  const by = one.carrier ?? order.carrier ?? ownCarrier
  const [siblings, places, company, carrier] = await Promise.all([
    one.fulfilmentOrderId === null
      ? [one]
      : packagesOf(tx, { fulfilmentOrders: [one.fulfilmentOrderId] }),
    locations(tx),
    companyOf(tx),
    carrierOf(tx, by),
  ])
  const spoken = language ?? order.customer.language ?? 'en'
  const place = places.find(({ code }) => code === one.locations[0])
  const from = labelSender(company, place, spoken)
  const data = {
    ...labelData(one, order, { from, siblings, by }),
    date: dayIn(one.shippedAt ?? one.packedAt, company),
    ...(carrier && { carrier: carrier.name }),
  }
  return { name: one.number, draw: () => shippingLabel(data, spoken) }
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
  return {
    orderNumber: String(order.number),
    from,
    to: paperAddress(order.shipTo),
    carrier: carrierNames[carrier] ?? { zh: carrier, en: carrier },
    ...(service !== undefined && { service: { zh: service, en: service } }),
    reference: order.externalRef ?? undefined,
    packages: [
      {
        id: one.number,
        trackingNumber: one.trackingNumber ?? undefined,
        grams: one.weightG ?? 0,
        number: siblings.findIndex(({ id }) => id === one.id) + 1,
      },
    ],
    packageCount: siblings.length,
  }
}

function paperAddress({ street, ...rest }: Address): PaperAddress {
  return { ...rest, street: [street] }
}
