import { type Cause, sql, type Tx } from '../../base/platform/index.ts'
import { inScope } from './rights.sql.ts'
import type { Rights, Scope } from './rights.ts'
import { digestOf, visiblePrefix } from './secrets.ts'

export type Key = Rights & {
  id: string
  name: string
  prefix: string
  ratePerSecond: number | null
  madeBy: string
  madeAt: Date
  lastUsedAt: Date | null
  expiresAt: Date | null
  revokedAt: Date | null
  version: number
}

export type NewKey = Rights & {
  name: string
  ratePerSecond: number | null
  expiresAt: string | null
}

const columns = sql`
  id, name, prefix, role, permissions, channels, locations, rate_per_second as "ratePerSecond",
  made_by as "madeBy", made_at as "madeAt", last_used_at as "lastUsedAt", expires_at as "expiresAt",
  revoked_at as "revokedAt", version`

/** A page of the keys that the caller may see, newest first, older than `before`. Revoked keys are included. */
export async function listKeys(tx: Tx, scope: Scope, limit: number, before: string | null) {
  return await tx.rows<Key>(sql`
    select ${columns} from identity.keys
    where ${inScope(scope)} and (${before}::text is null or id < ${before})
    order by id desc limit ${limit}`)
}

/** Adds a key; of its secret only the digest and the first characters are kept. */
export async function insertKey(
  tx: Tx,
  id: string,
  key: NewKey,
  secret: string,
  { by, at }: Cause,
): Promise<Key> {
  const { name, role, permissions, channels, locations, ratePerSecond, expiresAt } = key
  const [made] = await tx.rows<Key>(sql`
    insert into identity.keys (id, name, secret_digest, prefix, role, permissions, channels, locations,
      rate_per_second, expires_at, made_by, made_at, version)
    values (${id}, ${name}, ${digestOf(secret)}, ${visiblePrefix(secret)}, ${role}, ${permissions ?? null},
      ${channels}, ${locations}, ${ratePerSecond}, ${expiresAt}, ${by}, ${at}, 1)
    returning ${columns}`)
  return made as Key
}

/** Locks a key within the caller's scope. */
export async function lockKey(tx: Tx, scope: Scope, id: string): Promise<Key | null> {
  const [key] = await tx.rows<Key>(sql`
    select ${columns} from identity.keys where id = ${id} and ${inScope(scope)} for update`)
  return key ?? null
}

/** Revokes a locked key. */
export async function markRevoked(tx: Tx, { id, version }: Key, at: Date): Promise<void> {
  await tx.run(sql`
    update identity.keys set revoked_at = ${at}, version = ${version + 1} where id = ${id}`)
}
