import { sql, type Tx } from '../../base/platform/index.ts'

/** Somebody who stands in the log by id: a user or a key. `active` false: disabled, revoked or expired. */
export type Person = { id: string; name: string; kind: 'user' | 'key'; active: boolean }

/** How many are answered: a screen keeps them all, to put names to ids. */
export const mostPeople = 10_000

/** Users and keys by name, those who are gone too: the log still speaks of them. */
export async function listPeople(tx: Tx): Promise<Person[]> {
  return await tx.rows<Person>(sql`
    select * from (
      select id, name, 'user' as kind, disabled_at is null as active from identity.users
      union all
      select id, name, 'key', revoked_at is null and (expires_at is null or expires_at > now())
      from identity.keys) as people
    order by active desc, kind desc, lower(name), id limit ${mostPeople}`)
}
