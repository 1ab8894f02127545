import { sql, type Tx } from '../../base/platform/index.ts'

/** A user or a key; the log names them by id. `active` false: disabled, revoked or expired. */
export type Person = { id: string; name: string; kind: 'user' | 'key'; active: boolean }

/** The most that are answered: a screen keeps them all to show names instead of ids. */
export const mostPeople = 10_000

/** Users and keys by name, also removed ones, because the log still names them. */
export async function listPeople(tx: Tx): Promise<Person[]> {
  return await tx.rows<Person>(sql`
    select * from (
      select id, name, 'user' as kind, disabled_at is null as active from identity.users
      union all
      select id, name, 'key', revoked_at is null and (expires_at is null or expires_at > now())
      from identity.keys) as people
    order by active desc, kind desc, lower(name), id limit ${mostPeople}`)
}
