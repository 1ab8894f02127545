import {
  type Answer,
  type Asked,
  type Caller,
  type Handlers,
  mayReveal,
  pageOf,
  type Route,
  seesWhole,
} from '../../base/http/index.ts'
import {
  type Cause,
  type Database,
  isRefusal,
  type Refusal,
  refuse,
  type Tx,
} from '../../base/platform/index.ts'
import type { connectionsContract } from './contract.ts'
import { listDeliveries } from './deliveries.sql.ts'
import { replayDeliveries } from './deliveries.ts'
import { findDestination, type Reach, type Resolve } from './destination.ts'
import { requestOf } from './detail.ts'
import type { Endpoint } from './endpoint.ts'
import { listEndpoints } from './endpoints.sql.ts'
import { addEndpoint, changeEndpoint, ping, removeEndpoint, rotateSecret } from './endpoints.ts'

export type ConnectionsOptions = {
  database: Database
  reach: Reach
  resolve?: Resolve
  /** Called when there is something to send. */
  wake?: () => void
}

type All = Handlers<typeof connectionsContract>

/** The handlers of `connectionsContract`, to be mounted with it. They begin their own transactions. */
export function connectionsHandlers(options: ConnectionsOptions): All {
  return { ...lists(options), ...changes(options), ...sending(options) }
}

function lists({ database }: ConnectionsOptions) {
  return {
    'GET /api/webhooks': ({ caller }) =>
      permitted(caller, async () => ({ body: { items: await database.read(listEndpoints) } })),
    'GET /api/webhooks/{id}': ({ caller, params }) =>
      permitted(caller, async () => {
        const [endpoint] = await database.read((tx) => listEndpoints(tx, params.id))
        return endpoint ? shown(endpoint) : refuse('not_found')
      }),
    'GET /api/webhooks/{id}/deliveries': ({ caller, params, query }) =>
      permitted(caller, async () => {
        const { state, ...page } = query
        return await database.read(async (tx) => {
          const known = await listEndpoints(tx, params.id)
          if (known.length === 0) return refuse('not_found')
          const body = await pageOf(page, {
            parts: 1,
            fits: ([before]) => typeof before === 'string',
            rowsAfter: (key, limit) =>
              listDeliveries(tx, params.id, {
                limit,
                before: key?.[0] as string | undefined,
                state,
              }),
            keyOf: ({ id }) => [id],
          })
          return isRefusal(body) ? body : { body }
        })
      }),
    'GET /api/webhooks/{id}/deliveries/{deliveryId}/request': ({ caller, params }) =>
      permitted(caller, async () => {
        const { id, deliveryId } = params
        const sent = await database.read((tx) => requestOf(tx, id, deliveryId, seesWhole(caller)))
        return sent ? { body: sent } : refuse('not_found')
      }),
  } satisfies Partial<All>
}

function changes({ database, ...options }: ConnectionsOptions) {
  return {
    'POST /api/webhooks': ({ caller, body, ...asked }) =>
      permitted(caller, async () => {
        if (body.contacts && !mayReveal(caller)) return refuse('not_allowed', revealing)
        const found = await findDestination(body.url, options)
        if (isRefusal(found)) return at('/url', found)
        const wish = { ...body, url: found.url.href }
        const made = await database.begin((tx) => addEndpoint(tx, wish, causeOf(caller, asked)))
        return isRefusal(made) ? made : { body: { webhook: made.endpoint, secret: made.secret } }
      }),
    'PATCH /api/webhooks/{id}': ({ caller, params, body, ifMatch, ...asked }) =>
      permitted(caller, async () => {
        const found = body.url === undefined ? null : await findDestination(body.url, options)
        if (found && isRefusal(found)) return at('/url', found)
        const change = { ...body, ...(found && { url: found.url.href }) }
        const changed = await database.begin((tx) =>
          changeEndpoint(
            tx,
            params.id,
            { change, ifMatch, reveals: mayReveal(caller) },
            causeOf(caller, asked),
          ),
        )
        return isRefusal(changed) ? changed : shown(changed)
      }),
    'DELETE /api/webhooks/{id}': ({ caller, params, ...asked }) =>
      permitted(caller, async () => {
        const cause = causeOf(caller, asked)
        return (await database.begin((tx) => removeEndpoint(tx, params.id, cause))) ?? {}
      }),
    'POST /api/webhooks/{id}/rotate-secret': ({ caller, params, body, ...asked }) =>
      permitted(caller, async () => {
        const cause = causeOf(caller, asked)
        const { keepSeconds } = body
        const made = await database.begin((tx) => rotateSecret(tx, params.id, keepSeconds, cause))
        return isRefusal(made) ? made : { body: { webhook: made.endpoint, secret: made.secret } }
      }),
  } satisfies Partial<All>
}

function sending({ database, wake = () => {} }: ConnectionsOptions) {
  const waking = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    const result = await database.begin(work)
    wake()
    return result
  }
  return {
    'POST /api/webhooks/{id}/test': ({ caller, params, ...asked }) =>
      permitted(caller, async () => {
        const sent = await waking((tx) => ping(tx, params.id, causeOf(caller, asked)))
        return typeof sent === 'string' ? { body: { delivery: sent } } : sent
      }),
    'POST /api/webhooks/{id}/deliveries/{deliveryId}/replay': ({ caller, params }) =>
      permitted(caller, async () => {
        const { id, deliveryId } = params
        const replayed = await waking((tx) => replayDeliveries(tx, id, { id: deliveryId }))
        return replayed === 0 ? refuse('not_found') : { body: { replayed } }
      }),
    'POST /api/webhooks/{id}/replay': ({ caller, params, body }) =>
      permitted(caller, async () => {
        const since = body.since === undefined ? null : new Date(body.since)
        return await waking(async (tx) => {
          if ((await listEndpoints(tx, params.id)).length === 0) return refuse('not_found')
          const again = since ? { since } : { state: 'dead' as const }
          return { body: { replayed: await replayDeliveries(tx, params.id, again) } }
        })
      }),
  } satisfies Partial<All>
}

/** A receiver gets facts of every channel and location, so only a caller without such limits may manage one. */
async function permitted(
  { channels, locations }: Caller,
  work: () => Promise<Answer | Refusal>,
): Promise<Answer | Refusal> {
  if (channels !== null || locations !== null) return refuse('not_allowed', { scope: 'limited' })
  return await work()
}

const revealing = { permission: 'customers:reveal' }

function causeOf({ id }: Caller, { command, at }: Pick<Asked<Route>, 'command' | 'at'>): Cause {
  return { by: id, command, at }
}

function shown(endpoint: Endpoint): Answer {
  return { headers: { etag: `"${endpoint.version}"` }, body: endpoint }
}

function at(place: string, refusal: Refusal): Refusal {
  return { ...refusal, at: place }
}
