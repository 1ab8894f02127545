import { sql, type Tx } from '../../base/platform/index.ts'
import { type Endpoint, type EndpointChange, mostEndpoints, type Wish } from './endpoint.ts'

export async function listEndpoints(tx: Tx, id?: string): Promise<Endpoint[]> {
  return await tx.rows<Endpoint>(sql`
    select id, url, description, types, contacts, active, disabled_reason as "disabledReason",
      case when former_until > clock_timestamp() then former_until end as "formerSecretUntil",
      version, made_by as "madeBy", made_at as "madeAt", unfinished.waiting, unfinished.dead
    from connections.endpoints,
      lateral (
        select count(*) filter (where state = 'waiting') as waiting,
          count(*) filter (where state = 'dead') as dead
        from connections.deliveries where endpoint_id = endpoints.id and state <> 'delivered')
        as unfinished
    where ${id ?? null}::text is null or id = ${id ?? null}
    order by id desc`)
}

/** Locks an endpoint for a change and answers its version, null when there is none. */
export async function lockEndpoint(tx: Tx, id: string) {
  const [row] = await tx.rows<{ version: number; active: boolean; contacts: boolean }>(sql`
    select version, active, contacts from connections.endpoints where id = ${id} for no key update`)
  return row ?? null
}

type NewEndpoint = Wish & { id: string; secret: string; by: string; at: Date }

/** Answers whether there was room for one more. */
export async function insertEndpoint(tx: Tx, given: NewEndpoint): Promise<boolean> {
  // One at a time, so that two new ones cannot both take the last place.
  await tx.run(sql`lock table connections.endpoints in share row exclusive mode`)
  const added = await tx.run(sql`
    insert into connections.endpoints
      (id, url, description, types, contacts, secret, since, made_by, made_at)
    select ${given.id}, ${given.url}, ${given.description}, ${given.types}::text[], ${given.contacts}::boolean, ${given.secret},
      pg_current_snapshot(), ${given.by}, ${given.at}
    where (select count(*) from connections.endpoints) < ${mostEndpoints}`)
  return added === 1
}

export async function updateEndpoint(
  tx: Tx,
  id: string,
  { url, types, description, contacts, active }: EndpointChange,
  { afresh }: { afresh: boolean },
): Promise<void> {
  await tx.run(sql`
    update connections.endpoints
    set url = coalesce(${url ?? null}, url), types = coalesce(${types ?? null}::text[], types),
      description = coalesce(${description ?? null}, description),
      contacts = coalesce(${contacts ?? null}, contacts), active = coalesce(${active ?? null}, active),
      disabled_reason = case when ${active ?? null}::boolean is null then disabled_reason end,
      since = case when ${afresh} then pg_current_snapshot() else since end,
      version = version + 1
    where id = ${id}`)
}

export async function replaceSecret(
  tx: Tx,
  id: string,
  secret: string,
  keepSeconds: number,
): Promise<Date> {
  const [row] = await tx.rows<{ until: Date }>(sql`
    update connections.endpoints
    set former_secret = secret, secret = ${secret}, version = version + 1,
      former_until = clock_timestamp() + ${keepSeconds}::float8 * interval '1 second'
    where id = ${id} returning former_until as until`)
  return row?.until ?? new Date(0)
}

export async function countUp(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`update connections.endpoints set version = version + 1 where id = ${id}`)
}

/** Also deletes its messages; jobs that are left find nothing to send. */
export async function deleteEndpoint(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`delete from connections.endpoints where id = ${id}`)
}

/** Answers those that were on, with their new versions. */
export async function switchOffEndpoints(tx: Tx, ids: readonly string[], reason: string) {
  return await tx.rows<{ id: string; version: number }>(sql`
    update connections.endpoints set active = false, disabled_reason = ${reason}, version = version + 1
    where active and id in (
      select id from connections.endpoints where id = any(${ids}::text[]) order by id
      for no key update)
    returning id, version`)
}
