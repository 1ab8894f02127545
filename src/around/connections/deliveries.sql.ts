import { sql, type Tx } from '../../base/platform/index.ts'
import type { Delivery, DeliveryName, DeliveryState, NewDelivery } from './delivery.ts'

const name = sql`id, endpoint_id as "endpointId", stream, version`

/** Answers the new ones. */
export async function insertDeliveries(
  tx: Tx,
  deliveries: readonly NewDelivery[],
): Promise<DeliveryName[]> {
  return await tx.rows<DeliveryName>(sql`
    insert into connections.deliveries (id, endpoint_id, stream, version, type, at)
    select id, "endpointId", stream, version, type, at
    from json_to_recordset(${JSON.stringify(deliveries)}::json) as delivery(
      id text, "endpointId" text, stream text, version int, type text, at timestamptz)
    on conflict (endpoint_id, stream, version) do nothing
    returning ${name}`)
}

type Page = { limit: number; before?: string | undefined; state?: DeliveryState | undefined }

/** Newest first. */
export async function listDeliveries(tx: Tx, endpoint: string, { limit, before, state }: Page) {
  return await tx.rows<Delivery>(sql`
    select id, stream, version, type, at, state, tries, last_status as "lastStatus",
      last_error as "lastError", response, milliseconds, tried_at as "triedAt",
      next_try_at as "nextTryAt"
    from connections.deliveries
    where endpoint_id = ${endpoint} and (${before ?? null}::text is null or id < ${before ?? null})
      and (${state ?? null}::text is null or state = ${state ?? null})
    order by id desc limit ${limit}`)
}

/** Which messages to send again: one, or those in a state, or those about facts since a time; in the order of their ids. */
export type Again = { id?: string; state?: DeliveryState; since?: Date }

/** Marks messages as waiting, at most `limit` after the id `after`. */
export async function markWaiting(
  tx: Tx,
  endpoint: string,
  { id, state, since }: Again,
  { after, limit }: { after: string; limit: number },
): Promise<DeliveryName[]> {
  return await tx.rows<DeliveryName>(sql`
    with found as materialized (
      select id from connections.deliveries
      where endpoint_id = ${endpoint} and id > ${after}
        and (${id ?? null}::text is null or id = ${id ?? null})
        and (${state ?? null}::text is null or state = ${state ?? null})
        and (${since ?? null}::timestamptz is null or at >= ${since ?? null})
      order by id limit ${limit} for update),
    marked as (
      update connections.deliveries set state = 'waiting', next_try_at = null
      where id in (select id from found) returning ${name})
    select * from marked order by id`)
}

export type Tried = {
  id: string
  state: DeliveryState
  status: number | null
  error: string | null
  excerpt: string | null
  milliseconds: number | null
  delaySeconds: number | null
}

export async function recordTries(tx: Tx, tried: readonly Tried[]): Promise<void> {
  await tx.run(sql`
    update connections.deliveries
    set state = result.state, tries = tries + 1, last_status = status, last_error = error,
      response = excerpt, milliseconds = result.milliseconds, tried_at = clock_timestamp(),
      next_try_at = clock_timestamp() + "delaySeconds" * interval '1 second'
    from json_to_recordset(${JSON.stringify(tried)}::json) as result(
      id text, state text, status int, error text, excerpt text, milliseconds int,
      "delaySeconds" float8)
    where deliveries.id = result.id`)
}

export type Message = {
  id: string
  endpointId: string
  stream: string
  version: number
  type: string
  url: string
  active: boolean
  /** Whether the receiver gets contact data unmasked. */
  contacts: boolean
  secrets: string[]
}

/** What is needed to send a message, with the secrets that currently sign; null when it is gone. */
export async function loadMessage(tx: Tx, id: string): Promise<Message | null> {
  const [row] = await tx.rows<Message>(sql`
    select deliveries.id, endpoint_id as "endpointId", stream, deliveries.version, type, url, active, contacts,
      case when former_until > clock_timestamp() then array[secret, former_secret]
        else array[secret] end as secrets
    from connections.deliveries join connections.endpoints on endpoints.id = endpoint_id
    where deliveries.id = ${id}`)
  return row ?? null
}

/** Deletes what was delivered more than `days` ago, at most 10,000 in a call. Answers how many. */
export async function forgetDelivered(tx: Tx, days: number): Promise<number> {
  return await tx.run(sql`
    delete from connections.deliveries where id in (
      select id from connections.deliveries
      where state = 'delivered' and tried_at < clock_timestamp() - ${days}::float8 * interval '1 day'
      limit 10000)`)
}
