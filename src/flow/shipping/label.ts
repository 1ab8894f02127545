// What a label shows, from packages, orders, locations and carriers.

import {
  type PaperAddress,
  type PaperLanguage,
  type ShippingLabel,
  shippingLabel,
} from '../../base/papers/index.ts'
import { type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import { type Company, carrierOf, companyOf, ownCarrier } from '../../ground/company/index.ts'
import { type Location, locations } from '../../ground/stock/index.ts'
import { type Order, readOrders } from '../../orders/index.ts'
import {
  dayIn,
  isPackageSeen,
  type Package,
  type Paper,
  packagesOf,
  paperAddress,
  parcelNames,
  parcelsOf,
  readPackages,
  type Wish,
} from '../warehouse/index.ts'

/** The label of a package, the same for all packages of its parcel; refuses not_found. */
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

/** A package that is not shipped shows its own number, by which it will be tracked. */
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

/**
 * The sender of a label is the address that the parcel returns to: the location's, under the company's name. Any part of a
 * location's address may be missing; if all of it is, the company's address is used.
 */
export function labelSender(
  company: Company | null,
  place: Location | undefined,
  language: PaperLanguage,
): PaperAddress {
  const own = (place?.address ?? {}) as Record<string, string | undefined>
  const parts = own.street || own.city || !company ? own : company.address
  return {
    name: place?.name[language] ?? '',
    ...(company && { company: company.name[language] }),
    phone: own.phone || company?.phone,
    street: parts.street ? [parts.street] : [],
    district: parts.district || undefined,
    city: parts.city || undefined,
    region: parts.region || undefined,
    postcode: parts.postcode || undefined,
    country: parts.country ?? '',
  }
}
