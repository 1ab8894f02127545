import {
  type Asked,
  type Caller,
  type Handlers,
  invalidProblem,
  type Problem,
  problemOf,
  type RefusalTable,
  versionTag,
} from '../../base/http/index.ts'
import {
  type Database,
  isRefusal,
  type Refusal,
  refuse,
  type Tx,
} from '../../base/platform/index.ts'
import { readOrders } from '../../orders/index.ts'
import {
  doneOrRefused,
  isPackageSeen,
  packagesOf,
  packageViews,
  pdf,
  readPackages,
  shownBy,
  stepOf,
} from '../warehouse/index.ts'
import { newEvent, type shippingContract } from './contract.ts'
import { eventsOf } from './events.sql.ts'
import { labelOf } from './label.ts'
import { shipFulfilmentOrders } from './ship.ts'
import { type Tracked, type TrackRequest, trackPackages } from './track.ts'
import { trackingOf } from './tracking.ts'

type C = typeof shippingContract

/** The routes of shipping: parse → begin → call → answer. `refusals` has the titles for refusals inside a batch. */
export function shippingHandlers(database: Database, refusals: RefusalTable): Handlers<C> {
  return {
    'POST /api/fulfilment-orders/{id}/ship': async (tx, asked) => {
      const requests = asked.map((one) => ({ ...stepOf(one), ...one.body }))
      const outcomes = await shipFulfilmentOrders(tx, requests, asked[0]?.at ?? new Date())
      return await doneOrRefused(tx, outcomes)
    },
    'GET /api/packages/{id}': async ({ params: { id }, caller }) =>
      await database.read((tx) => onePackage(tx, id, caller)),
    'GET /api/packages/{id}/label': async ({ params, query, caller }) =>
      await pdf(
        await database.read((tx) =>
          labelOf(tx, { id: params.id, scope: caller, language: query.language }),
        ),
      ),
    'GET /api/orders/{id}/packages': async ({ params: { id }, caller }) =>
      await database.read((tx) => orderPackages(tx, id, caller)),
    'POST /api/tracking-events': async (tx, asked) => {
      const answers = []
      for (const one of asked) answers.push(await trackMany(tx, one, refusals))
      return answers
    },
  }
}

async function onePackage(tx: Tx, id: string, caller: Caller) {
  const [one] = await readPackages(tx, [id])
  if (!one || !isPackageSeen(one, caller)) return refuse('not_found')
  const events = (await eventsOf(tx, [id])).map(({ package: _, ...event }) => event)
  const [view] = await packageViews(tx, [one])
  return { headers: versionTag(one.version), body: { ...view, events } }
}

async function orderPackages(tx: Tx, id: string, caller: Caller) {
  const order = (await readOrders(tx, [id])).get(id)
  if (!order || (caller.channels !== null && !caller.channels.includes(order.channel)))
    return refuse('not_found')
  const seen = (await packagesOf(tx, { order: id })).filter((one) => isPackageSeen(one, caller))
  return { body: { tracking: trackingOf(seen), items: await packageViews(tx, seen) } }
}

/** An unreadable event does not stop the others. */
async function trackMany(
  tx: Tx,
  { body, caller, command, at }: Asked<C['POST /api/tracking-events']>,
  refusals: RefusalTable,
) {
  const parsed = body.events.map((item) => newEvent.safeParse(item))
  const requests = parsed.flatMap(({ data }): TrackRequest[] => {
    if (!data) return []
    const { package: id, carrier, trackingNumber, at: moment, ...event } = data
    const { place = null, sourceCode = null } = event
    const said = { ...event, at: new Date(moment).toISOString(), place, sourceCode }
    return [
      { scope: caller, by: caller.id, command, package: id, carrier, trackingNumber, event: said },
    ]
  })
  const all = await trackPackages(tx, requests, at)
  const shown = await shownBy(
    tx,
    all.flatMap((one) => (isRefusal(one) ? [] : one.packages)),
  )
  const tracked = all.values()
  const outcomes = parsed.map(({ error }) => {
    if (error) return refusedItem(invalidProblem(error, command))
    const outcome = tracked.next().value as Tracked | Refusal
    if (isRefusal(outcome)) return refusedItem(problemOf(outcome, refusals, command))
    const { recorded, packages } = outcome
    return { status: 200, recorded, packages: packages.map(shown) }
  })
  return { body: { outcomes } }
}

function refusedItem(problem: Problem) {
  return { status: problem.status, problem }
}
