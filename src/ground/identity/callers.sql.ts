import type { Caller } from '../../base/http/index.ts'
import { type Sql, sql, type Tx } from '../../base/platform/index.ts'
import type { Loaded } from './known.ts'
import { permissionsOf } from './roles.ts'
import { csrfTokenOf, digestOf } from './secrets.ts'

/** A caller, with the data of the session if it has one. `stale`: its last use was noted over a minute ago. */
export type Known = {
  caller: Caller
  role: string | null
  email: string | null
  csrfToken: string | null
  stale: boolean
}

type Row = {
  id: string
  name: string
  role: string | null
  permissions?: string[] | null
  channels: string[] | null
  locations: string[] | null
  rate: number | null
  email?: string
  leftMs: number | null
  stale: boolean
}

/** Requests a second of one person; a screen asks for a handful at once. */
const personRate = 50

/** The key with this secret, when it is neither revoked nor expired. Times are the database's. */
export async function keyBySecret(tx: Tx, secret: string): Promise<Loaded<Known>> {
  const [row] = await tx.rows<Row>(sql`
    select id, name, role, permissions, channels, locations, rate_per_second as rate,
      extract(epoch from expires_at - now())::float8 * 1000 as "leftMs",
      coalesce(last_used_at < now() - interval '1 minute', true) as stale
    from identity.keys
    where secret_digest = ${digestOf(secret)} and revoked_at is null
      and (expires_at is null or expires_at > now())`)
  return row ? loaded(row, 'key', null) : null
}

/**
 * The session with this token: at most 12 hours since it was last seen and 14 days since it was made, of a user who is
 * not disabled. Times are the database's.
 */
export async function sessionByToken(tx: Tx, token: string): Promise<Loaded<Known>> {
  const [row] = await tx.rows<Row>(sql`
    select users.id, name, role, channels, locations, ${personRate}::int as rate, email,
      extract(epoch from least(seen_at + interval '12 hours', sessions.made_at + interval '14 days')
        - now())::float8 * 1000 as "leftMs",
      seen_at < now() - interval '1 minute' as stale
    from identity.sessions join identity.users on users.id = user_id
    where token_digest = ${digestOf(token)} and disabled_at is null
      and seen_at > now() - interval '12 hours' and sessions.made_at > now() - interval '14 days'`)
  return row ? loaded(row, 'user', csrfTokenOf(token)) : null
}

/**
 * What a user or key may do now, for background work without a request; null when the user or key is disabled, revoked, expired
 * or does not exist.
 */
export async function rightsNow(
  tx: Tx,
  id: string,
): Promise<Pick<Caller, 'permissions' | 'channels' | 'locations'> | null> {
  const [row] = await tx.rows<Pick<Row, 'role' | 'permissions' | 'channels' | 'locations'>>(sql`
    select role, null::text[] as permissions, channels, locations from identity.users
    where id = ${id} and disabled_at is null
    union all
    select role, permissions, channels, locations from identity.keys
    where id = ${id} and revoked_at is null and (expires_at is null or expires_at > now())`)
  if (!row) return null
  return { permissions: permissionsOf(row), channels: row.channels, locations: row.locations }
}

function loaded(row: Row, kind: 'user' | 'key', csrfToken: string | null): Loaded<Known> {
  const { id, name, channels, locations, rate } = row
  const caller: Caller = {
    id,
    name,
    kind,
    permissions: permissionsOf(row),
    channels,
    locations,
    rate,
  }
  const value = { caller, role: row.role, email: row.email ?? null, csrfToken, stale: row.stale }
  return { value, leftMs: row.leftMs ?? Number.POSITIVE_INFINITY }
}

/** Notes that a key was used, at most once a minute however many processes ask. */
export function keyUsed(id: string): Sql {
  return sql`
    update identity.keys set last_used_at = now()
    where id = ${id} and coalesce(last_used_at < now() - interval '1 minute', true)`
}

/** Notes that a session was seen; its idle time begins anew. */
export function sessionSeen(token: string): Sql {
  return sql`
    update identity.sessions set seen_at = now()
    where token_digest = ${digestOf(token)} and seen_at < now() - interval '1 minute'`
}
