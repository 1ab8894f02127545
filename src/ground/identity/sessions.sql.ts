import { type Cause, sql, type Tx } from '../../base/platform/index.ts'
import { identityFacts } from './facts.ts'
import { digestOf } from './secrets.ts'

/**
 * Begins a session, unless the user was disabled or got another password since the hash was read; answers whether it did. Also
 * deletes the user's expired sessions.
 */
export async function beginSession(
  tx: Tx,
  { id, hash }: { id: string; hash: string },
  token: string,
  cause: Cause,
): Promise<boolean> {
  const [user] = await tx.rows<{ version: number }>(sql`
    update identity.users set version = version + 1
    where id = ${id} and disabled_at is null and password_hash = ${hash} returning version`)
  if (!user) return false
  await tx.run(sql`
    delete from identity.sessions where user_id = ${id}
      and (seen_at < now() - interval '12 hours' or made_at < now() - interval '14 days')`)
  await tx.run(sql`
    insert into identity.sessions (token_digest, user_id) values (${digestOf(token)}, ${id})`)
  identityFacts.append(
    tx,
    [{ stream: id, version: user.version, type: 'signed_in', data: {} }],
    cause,
  )
  return true
}

/** Ends the session of this token; answers whose it was, or null when there was none. */
export async function endSession(tx: Tx, token: string, cause: Cause): Promise<string | null> {
  const [ended] = await tx.rows<{ id: string; version: number }>(sql`
    with ended as (
      delete from identity.sessions where token_digest = ${digestOf(token)} returning user_id)
    update identity.users set version = version + 1 from ended where id = user_id
    returning id, version`)
  if (!ended) return null
  const { id: stream, version } = ended
  identityFacts.append(tx, [{ stream, version, type: 'signed_out', data: {} }], cause)
  return stream
}

/** Ends every session of a user. Writes no fact, because the change that causes it has one. */
export async function endSessionsOf(tx: Tx, user: string): Promise<void> {
  await tx.run(sql`delete from identity.sessions where user_id = ${user}`)
}

/**
 * Records that signing in was refused. An unknown email is recorded too, on a stream for strangers and with as many statements,
 * so that the answer takes as long. The email itself is not recorded, because people type passwords into that field.
 */
export async function recordRefusedSignIn(tx: Tx, user: string | null, cause: Cause) {
  const [row] = await tx.rows<{ version: number }>(
    user === null
      ? sql`update identity.strangers set version = version + 1 where id = 'strangers' returning version`
      : sql`update identity.users set version = version + 1 where id = ${user} returning version`,
  )
  const stream = user ?? 'strangers'
  const version = row?.version ?? 1
  identityFacts.append(tx, [{ stream, version, type: 'sign_in_refused', data: {} }], cause)
}
