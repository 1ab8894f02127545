import type { FactOf } from '../../base/module/index.ts'
import { type Cause, newId, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import { insertDeliveries } from './deliveries.sql.ts'
import { sendAgain } from './deliveries.ts'
import {
  type Endpoint,
  type EndpointChange,
  mostEndpoints,
  pingType,
  type Wish,
} from './endpoint.ts'
import {
  countUp,
  deleteEndpoint,
  insertEndpoint,
  listEndpoints,
  lockEndpoint,
  replaceSecret,
  updateEndpoint,
} from './endpoints.sql.ts'
import { connectionsFacts } from './facts.ts'
import { newSecret } from './message.ts'

type Made = { endpoint: Endpoint; secret: string }

/** Adds a receiver whose address has been checked. It gets the facts from now on. */
export async function addEndpoint(tx: Tx, wish: Wish, cause: Cause): Promise<Made | Refusal> {
  const id = newId('whk', cause.at.getTime())
  const secret = newSecret()
  const added = await insertEndpoint(tx, { ...wish, id, secret, by: cause.by, at: cause.at })
  if (!added) return refuse('too_many_webhooks', { limit: mostEndpoints })
  connectionsFacts.append(
    tx,
    [{ stream: id, version: 1, type: 'webhook.added', data: wish }],
    cause,
  )
  return { endpoint: await endpointOf(tx, id), secret }
}

/**
 * Changes the given fields. A receiver that is switched on again gets the facts from then on. A caller who may not see unmasked
 * contact data (`reveals`) may neither send it to a receiver nor change the address of a receiver that gets it.
 */
export async function changeEndpoint(
  tx: Tx,
  id: string,
  {
    change,
    ifMatch,
    reveals,
  }: { change: EndpointChange; ifMatch: number | null; reveals: boolean },
  cause: Cause,
): Promise<Endpoint | Refusal> {
  const found = await lockEndpoint(tx, id)
  if (!found) return refuse('not_found')
  if (ifMatch !== null && ifMatch !== found.version)
    return refuse('version_mismatch', { version: found.version })
  const tells =
    change.contacts || (change.url !== undefined && found.contacts && change.contacts !== false)
  if (tells && !reveals) return refuse('not_allowed', { permission: 'customers:reveal' })
  await updateEndpoint(tx, id, change, { afresh: change.active === true && !found.active })
  appendOwn(tx, id, found.version + 1, { type: 'webhook.changed', data: change }, cause)
  return await endpointOf(tx, id)
}

/** Makes a new secret; for `keepSeconds` the old one signs too. */
export async function rotateSecret(
  tx: Tx,
  id: string,
  keepSeconds: number,
  cause: Cause,
): Promise<Made | Refusal> {
  const found = await lockEndpoint(tx, id)
  if (!found) return refuse('not_found')
  const secret = newSecret()
  const formerUntil = await replaceSecret(tx, id, secret, keepSeconds)
  const data = { formerUntil: formerUntil.toISOString() }
  appendOwn(tx, id, found.version + 1, { type: 'webhook.secret_rotated', data }, cause)
  return { endpoint: await endpointOf(tx, id), secret }
}

/** Removes a receiver with its delivery log. */
export async function removeEndpoint(tx: Tx, id: string, cause: Cause): Promise<Refusal | null> {
  const found = await lockEndpoint(tx, id)
  if (!found) return refuse('not_found')
  await deleteEndpoint(tx, id)
  appendOwn(tx, id, found.version + 1, { type: 'webhook.removed', data: {} }, cause)
  return null
}

/** Sends a test message in the same way as all others, even to a receiver that is switched off. */
export async function ping(tx: Tx, id: string, cause: Cause): Promise<string | Refusal> {
  const found = await lockEndpoint(tx, id)
  if (!found) return refuse('not_found')
  const version = found.version + 1
  await countUp(tx, id)
  appendOwn(tx, id, version, { type: pingType, data: {} }, cause)
  const about = { endpointId: id, stream: id, version, type: pingType, at: cause.at }
  const added = await insertDeliveries(tx, [{ ...about, id: newId('msg', cause.at.getTime()) }])
  await sendAgain(tx, added)
  return added[0]?.id ?? refuse('not_found')
}

function appendOwn(
  tx: Tx,
  stream: string,
  version: number,
  fact: FactOf<typeof connectionsFacts>,
  cause: Cause,
): void {
  connectionsFacts.append(tx, [{ stream, version, ...fact }], cause)
}

async function endpointOf(tx: Tx, id: string): Promise<Endpoint> {
  const [endpoint] = await listEndpoints(tx, id)
  if (!endpoint) throw new Error(`endpoint ${id} is gone under its lock`)
  return endpoint
}
