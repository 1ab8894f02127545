import type { NewFactOf } from '../../base/module/index.ts'
import { isRefusal, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import {
  type CommandRequest,
  type Performed,
  performTogether,
  readOrders,
  type Shipped,
} from '../../orders/index.ts'
import {
  appendFacts,
  countShipped,
  type Done,
  type FulfilmentOrder,
  inRounds,
  lockPackages,
  openWork,
  type Package,
  type packageFacts,
  packagesOf,
  reach,
  type StepRequest,
  saveWork,
  updatePackages,
  type Work,
} from '../warehouse/index.ts'

export type ShipRequest = StepRequest & {
  /** When left out, the carrier of the order, or `manual` if it names none. */
  carrier?: string | undefined
  service?: string | undefined
  /** The packages to ship, all unshipped ones when left out; without a tracking number the package's own number is used. */
  packages?: readonly { id: string; trackingNumber?: string | undefined }[] | undefined
}

type Leaving = { index: number; request: ShipRequest; order: FulfilmentOrder; packages: Package[] }

type Yard = {
  work: Work
  packages: Map<string, Package>
  facts: NewFactOf<typeof packageFacts>[]
  /** The carriers that the orders of parcels name. */
  carriers: ReadonlyMap<string, string | null>
}

/**
 * Ships packages of a batch of fulfilment orders: orders, stock, fulfilment orders and packages change together, all packages of a
 * request or none; the other packages of a parcel are shipped with them. Refuses not_found, version_mismatch, not_packed,
 * unknown_package, already_shipped, which_carrier (the orders of a parcel name several and the request none), and what the order
 * refuses (held, wrong_status, not_enough, not_allocated_there). Limit: 500 requests.
 */
export async function shipFulfilmentOrders(
  tx: Tx,
  batch: readonly ShipRequest[],
  at: Date,
): Promise<(Done | Refusal)[]> {
  const yard = await openYard(tx, batch)
  const outcomes: (Done | Refusal)[] = []
  const mergeOr = (id: string) => yard.work.orders.get(id)?.merge ?? id
  for (const round of inRounds([...batch.entries()], ([, { id }]) => mergeOr(id))) {
    const leaving: Leaving[] = []
    for (const [index, request] of round) {
      const found = decideShip(yard, request, at)
      if (isRefusal(found)) outcomes[index] = found
      else leaving.push({ index, request, ...found })
    }
    const performed = await performTogether(tx, leaving.map(commandsOf), at)
    for (const [place, one] of leaving.entries()) {
      const outcome = performed[place] as Performed[] | Refusal
      outcomes[one.index] = isRefusal(outcome) ? outcome : leave(yard, one, outcome)
    }
  }
  await saveWork(tx, yard.work, at)
  await saveYard(tx, yard, at)
  return outcomes
}

/** The fulfilment orders are locked before their packages, so that no package can be added meanwhile. */
async function openYard(tx: Tx, batch: readonly ShipRequest[]): Promise<Yard> {
  const work = await openWork(tx, { ids: batch.map(({ id }) => id) })
  const merged = [...work.orders.values()].filter(({ merge }) => merge !== null)
  const ids = [...new Set([...batch, ...merged].map(({ id }) => id))]
  const known = await packagesOf(tx, { fulfilmentOrders: ids })
  const packages = await lockPackages(
    tx,
    known.map(({ id }) => id),
  )
  const carriers = await carriersOf(tx, packages)
  return { work, packages: new Map(packages.map((one) => [one.id, one])), facts: [], carriers }
}

async function carriersOf(tx: Tx, packages: readonly Package[]) {
  const ids = packages.flatMap(({ orderId, parcel }) => (parcel === null ? [] : orderId))
  if (ids.length === 0) return new Map<string, string | null>()
  const orders = await readOrders(tx, [...new Set(ids)])
  return new Map([...orders.values()].map(({ id, carrier }) => [id, carrier]))
}

function decideShip(
  { work, packages, carriers }: Yard,
  request: ShipRequest,
  at: Date,
): Pick<Leaving, 'order' | 'packages'> | Refusal {
  const order = reach(work, request)
  if (isRefusal(order)) return order
  const mine = [...packages.values()].filter((one) => one.fulfilmentOrderId === order.id)
  const chosen = request.packages
    ? named(mine, request.packages)
    : mine.filter(({ shippedAt }) => shippedAt === null)
  if (isRefusal(chosen)) return chosen
  if (chosen.length === 0) return nothingPacked(order)
  const all = wholeParcels(chosen, packages.values())
  const carrier = request.carrier ?? wantedCarrier(all, carriers)
  if (carrier !== null && typeof carrier === 'object') return carrier
  const numbers = new Map(request.packages?.map(({ id, trackingNumber }) => [id, trackingNumber]))
  for (const { id, parcel } of chosen) if (parcel !== null) numbers.set(parcel, numbers.get(id))
  const sent = all.map((one) => ({
    ...one,
    carrier,
    service: request.service ?? null,
    trackingNumber: numbers.get(one.parcel ?? one.id) ?? one.parcel ?? one.number,
    shippedAt: at.toISOString(),
    version: one.version + 1,
  }))
  return { order, packages: sent }
}

function named(
  mine: readonly Package[],
  wanted: NonNullable<ShipRequest['packages']>,
): Package[] | Refusal {
  const chosen: Package[] = []
  for (const [index, { id }] of wanted.entries()) {
    const at = `/packages/${index}/id`
    const found = mine.find((one) => one.id === id)
    if (!found) return refuse('unknown_package', { package: id }, at)
    const { number, shippedAt } = found
    if (shippedAt !== null || chosen.includes(found))
      return refuse('already_shipped', { package: id, number, shippedAt }, at)
    chosen.push(found)
  }
  return chosen
}

/** These packages and all others of their parcels. */
export function wholeParcels(chosen: readonly Package[], known: Iterable<Package>): Package[] {
  const parcels = new Set(chosen.flatMap(({ parcel }) => parcel ?? []))
  const mates = [...known].filter(
    (one) => one.parcel !== null && parcels.has(one.parcel) && !chosen.includes(one),
  )
  return [...chosen, ...mates]
}

/** The carrier that the orders of the parcels agree on, null when none is named; refuses which_carrier. */
function wantedCarrier(
  packages: readonly Package[],
  carriers: ReadonlyMap<string, string | null>,
): string | null | Refusal {
  const merged = packages.filter(({ parcel }) => parcel !== null)
  const named = new Set(merged.flatMap(({ orderId }) => carriers.get(orderId) ?? []))
  if (named.size > 1) return refuse('which_carrier', { carriers: [...named].join(' ') }, '/carrier')
  return [...named][0] ?? null
}

function nothingPacked({ state, lines }: FulfilmentOrder): Refusal {
  const sum = (count: 'quantity' | 'picked' | 'packed' | 'shipped') =>
    lines.reduce((all, line) => all + line[count], 0)
  return refuse('not_packed', {
    state,
    quantity: sum('quantity'),
    picked: sum('picked'),
    packed: sum('packed'),
    shipped: sum('shipped'),
  })
}

/** One command for each package, so that the order's log names each with its tracking number. */
function commandsOf({ request, order, packages }: Leaving): CommandRequest[] {
  const { by, command: commandId, scope } = request
  return packages.map(({ id, orderId, carrier, trackingNumber, lines }) => ({
    orderId,
    command: {
      type: 'ship',
      pieces: lines.map(({ line, quantity }) => ({ line, quantity, location: order.location })),
      carrier: carrier ?? undefined,
      trackingNumber: trackingNumber ?? undefined,
      package: id,
    },
    by,
    commandId,
    ifVersion: null,
    channels: scope.channels,
    locations: scope.locations,
  }))
}

function leave(yard: Yard, { request, order, packages }: Leaving, performed: Performed[]): Done {
  const { by, command } = request
  for (const [index, { fact }] of performed.entries()) {
    const { pieces, carrier = null } = fact.data as Shipped
    const one = { ...(packages[index] as Package), carrier }
    const { id, orderId, version, service, trackingNumber, shippedAt } = one
    yard.packages.set(id, one)
    const data = { orderId, carrier, service, trackingNumber, shippedAt }
    yard.facts.push({ stream: id, version, type: 'package.shipped', data, by, command })
    const fulfilmentOrder = one.fulfilmentOrderId ?? undefined
    countShipped(yard.work, { orderId, pieces, fulfilmentOrder, package: id, by, command })
  }
  const sent = packages.map(({ id }) => yard.packages.get(id) as Package)
  return { order: yard.work.orders.get(order.id) as FulfilmentOrder, packages: sent }
}

async function saveYard(tx: Tx, { packages, facts }: Yard, at: Date): Promise<void> {
  const sent = new Set(facts.map(({ stream }) => stream))
  await updatePackages(
    tx,
    [...packages.values()].filter(({ id }) => sent.has(id)),
  )
  appendFacts(tx, facts, at)
}
