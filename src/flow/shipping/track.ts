import type { NewFactOf } from '../../base/module/index.ts'
import { isRefusal, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import { type CommandRequest, type Performed, performTogether } from '../../orders/index.ts'
import {
  type By,
  isPackageSeen,
  lockPackages,
  type Package,
  packagesByTracking,
  type Scope,
  updatePackages,
} from '../warehouse/index.ts'
import { arrived, deliverCommand, openArrivals, type Unclaimed } from './arrivals.ts'
import { eventsOf, insertEvents, type RecordedEvent } from './events.sql.ts'
import { shippingFacts } from './facts.ts'
import { wholeParcels } from './ship.ts'
import { keyOf, statusOf, type TrackingEvent } from './tracking.ts'

/**
 * An event of one package, named by its id, and of the other packages of its parcel; or of every package with this carrier and
 * tracking number.
 */
export type TrackRequest = By & {
  scope: Scope
  package?: string | undefined
  carrier: string
  trackingNumber?: string | undefined
  event: TrackingEvent
}

/** `recorded`: for how many packages the event was new. */
export type Tracked = { packages: Package[]; recorded: number }

type Board = {
  packages: Map<string, Package>
  events: Map<string, TrackingEvent[]>
  /** Keys of the events recorded before, by package. */
  known: Map<string, Set<string>>
}
type Item = { index: number; request: TrackRequest; targets: string[]; fresh: string[] }

/** Carriers may report a wrong time zone, but nothing can have happened more than a day ahead. */
const aheadMs = 24 * 60 * 60_000

/**
 * Records tracking events, each once. When a package is delivered, its pieces are delivered on the order in the same transaction.
 * Refuses not_found, not_shipped, in_the_future, and what the order refuses (held). Limit: 5,000.
 */
export async function trackPackages(
  tx: Tx,
  batch: readonly TrackRequest[],
  at: Date,
): Promise<(Tracked | Refusal)[]> {
  const ids = await namedPackages(tx, batch)
  const board = await openBoard(tx, [...new Set(ids.flat())])
  const outcomes: (Tracked | Refusal)[] = []
  const items: Item[] = []
  for (const [index, request] of batch.entries()) {
    const targets = reachable(board, withMates(board, ids[index] ?? []), request, at)
    if (isRefusal(targets)) outcomes[index] = targets
    else
      items.push({
        index,
        request,
        targets,
        fresh: targets.filter((id) => meet(board, id, request)),
      })
  }
  const refused = await deliver(tx, board, items, at)
  const accepted = items.filter((item) => {
    const refusal = refusalOf(item, refused)
    if (refusal) outcomes[item.index] = refusal
    return !refusal
  })
  await record(tx, board, accepted, at)
  for (const { index, targets, fresh } of accepted)
    outcomes[index] = {
      packages: targets.map((id) => board.packages.get(id) as Package),
      recorded: fresh.length,
    }
  return outcomes
}

async function namedPackages(tx: Tx, batch: readonly TrackRequest[]): Promise<string[][]> {
  const byNumber = await packagesByTracking(
    tx,
    batch.flatMap(({ carrier, trackingNumber }) =>
      trackingNumber === undefined ? [] : [{ carrier, trackingNumber }],
    ),
  )
  return batch.map(({ package: id, carrier, trackingNumber }) =>
    id === undefined ? (byNumber.get(`${carrier}\n${trackingNumber}`) ?? []) : [id],
  )
}

/** An event of one package of a parcel is an event of all its packages. */
function withMates({ packages }: Board, ids: readonly string[]): string[] {
  const named = ids.flatMap((id) => packages.get(id) ?? [])
  if (named.every(({ parcel }) => parcel === null)) return [...ids]
  return wholeParcels(named, packages.values()).map(({ id }) => id)
}

async function openBoard(tx: Tx, ids: readonly string[]): Promise<Board> {
  const packages = await lockPackages(tx, ids)
  const events = new Map<string, RecordedEvent[]>(packages.map(({ id }) => [id, []]))
  for (const event of await eventsOf(tx, [...events.keys()])) events.get(event.package)?.push(event)
  return {
    packages: new Map(packages.map((one) => [one.id, one])),
    events,
    known: new Map([...events].map(([id, said]) => [id, new Set(said.map(keyOf))])),
  }
}

/** The packages that the request means and the caller may see. */
function reachable(
  { packages }: Board,
  ids: readonly string[],
  { scope, event }: TrackRequest,
  at: Date,
): string[] | Refusal {
  const seen = ids
    .flatMap((id) => packages.get(id) ?? [])
    .filter((one) => isPackageSeen(one, scope))
  if (seen.length === 0) return refuse('not_found')
  const unsent = seen.find(({ shippedAt }) => shippedAt === null)
  if (unsent) return refuse('not_shipped', { package: unsent.id, number: unsent.number })
  if (Date.parse(event.at) > at.getTime() + aheadMs)
    return refuse('in_the_future', { at: event.at, now: at.toISOString() }, '/at')
  return seen.map(({ id }) => id)
}

/** Whether an event is new for a package; the second time it is not. */
function meet({ known }: Board, id: string, { event }: TrackRequest): boolean {
  const key = keyOf(event)
  if (known.get(id)?.has(key)) return false
  known.get(id)?.add(key)
  return true
}

/** Delivers the packages that arrive for the first time on their orders; answers the refusals by package. */
async function deliver(
  tx: Tx,
  { packages }: Board,
  items: readonly Item[],
  at: Date,
): Promise<Map<string, Refusal>> {
  const arriving = firstArrivals(packages, items)
  if (arriving.size === 0) return new Map()
  const orderIds = [...arriving.keys()].map((id) => packages.get(id)?.orderId ?? '')
  const left = await openArrivals(tx, [...new Set(orderIds)])
  const groups = new Map<Item, string[]>()
  for (const [id, item] of arriving) groups.set(item, [...(groups.get(item) ?? []), id])
  const commands = [...groups].map(([{ request }, ids]) =>
    ids.flatMap((id) => commandOf(packages.get(id) as Package, left, request) ?? []),
  )
  const results = await performTogether(tx, commands, at)
  const refused = new Map<string, Refusal>()
  for (const [place, [{ request }, ids]] of [...groups].entries()) {
    const result = results[place] as Performed[] | Refusal
    for (const id of ids)
      if (isRefusal(result)) refused.set(id, result)
      else packages.set(id, arrived(packages.get(id) as Package, request.event.at))
  }
  return refused
}

function commandOf(one: Package, left: Unclaimed, { event, by, command }: TrackRequest) {
  return deliverCommand(one, left, { at: event.at, by, command }) satisfies CommandRequest | null
}

/** Package → the first item that reports its arrival. */
function firstArrivals(packages: ReadonlyMap<string, Package>, items: readonly Item[]) {
  const arriving = new Map<string, Item>()
  for (const item of items)
    if (item.request.event.status === 'delivered')
      for (const id of item.fresh)
        if (packages.get(id)?.deliveredAt === null && !arriving.has(id)) arriving.set(id, item)
  return arriving
}

/** If the order refused an arrival, every item that reports it is refused, not only the first. */
function refusalOf(
  { request, targets }: Item,
  refused: ReadonlyMap<string, Refusal>,
): Refusal | undefined {
  if (request.event.status !== 'delivered') return undefined
  return targets.map((id) => refused.get(id)).find((one) => one !== undefined)
}

async function record(
  tx: Tx,
  { packages, events }: Board,
  items: readonly Item[],
  at: Date,
): Promise<void> {
  const said: (RecordedEvent & By)[] = []
  const facts: NewFactOf<typeof shippingFacts>[] = []
  for (const { request, fresh } of items)
    for (const id of fresh) {
      const { event, by, command } = request
      const one = packages.get(id) as Package
      events.get(id)?.push(event)
      said.push({ ...event, package: id, by, command })
      packages.set(id, { ...one, version: one.version + 1 })
      const { orderId, version } = packages.get(id) as Package
      const data = { orderId, ...event }
      facts.push({ stream: id, version, type: 'package.tracked', data, by, command })
    }
  const changed = [...new Set(said.map((event) => event.package))]
  for (const id of changed) {
    const status = statusOf(events.get(id) ?? [])
    const one = packages.get(id) as Package
    if (status) packages.set(id, { ...one, status: status.status, statusAt: status.at })
  }
  await insertEvents(tx, said, at)
  await updatePackages(
    tx,
    changed.map((id) => packages.get(id) as Package),
  )
  shippingFacts.append(tx, facts, { by: 'system', command: facts[0]?.command ?? '', at })
}
