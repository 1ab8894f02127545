import type { Caller } from '../../base/http/index.ts'
import { type Cause, newId, type Refusal, refuse, type Tx } from '../../base/platform/index.ts'
import { identityFacts } from './facts.ts'
import { insertKey, type Key, lockKey, markRevoked, type NewKey } from './keys.sql.ts'
import { refuseBeyond } from './rights.ts'
import { newKeySecret } from './secrets.ts'

/** Makes a key with at most the caller's rights. Its secret is answered here and never again. */
export async function makeKey(
  tx: Tx,
  caller: Caller,
  given: NewKey,
  cause: Cause,
): Promise<(Key & { secret: string }) | Refusal> {
  const beyond = refuseBeyond(caller, given)
  if (beyond) return beyond
  if (given.expiresAt !== null && new Date(given.expiresAt) <= cause.at)
    return refuse('expiry_passed', {}, '/expiresAt')
  const secret = newKeySecret()
  const key = await insertKey(tx, newId('key', cause.at.getTime()), given, secret, cause)
  const { name: _, ...data } = given
  identityFacts.append(tx, [{ stream: key.id, version: 1, type: 'key_made', data }], cause)
  return { ...key, secret }
}

/** Revokes a key that has at most the caller's rights; a revoked one stays as it is. Foreign ones are `not_found`. */
export async function revokeKey(
  tx: Tx,
  caller: Caller,
  id: string,
  cause: Cause,
): Promise<Refusal | null> {
  const key = await lockKey(tx, caller, id)
  if (!key) return refuse('not_found')
  const beyond = refuseBeyond(caller, key)
  if (beyond || key.revokedAt !== null) return beyond
  await markRevoked(tx, key, cause.at)
  const version = key.version + 1
  identityFacts.append(tx, [{ stream: id, version, type: 'key_revoked', data: {} }], cause)
  return null
}
