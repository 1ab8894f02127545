import type { FastifyReply } from 'fastify'
import type { Answer, Asked } from '../../base/http/index.ts'
import {
  type Cause,
  isRefusal,
  type Refusal,
  refuse,
  sql,
  type Tx,
} from '../../base/platform/index.ts'
import { type Identity, sessionCookie } from './authenticate.ts'
import type { identityContract } from './contract.ts'
import { identityFacts } from './facts.ts'
import { hashPassword, refusePassword } from './passwords.ts'
import { newToken } from './secrets.ts'
import { beginSession, endSessionsOf } from './sessions.sql.ts'
import { answerNewSession, causeOf, refused, rightUser, type signInLimit } from './sign-in.ts'

type AskedPassword = Asked<(typeof identityContract)['POST /api/session/password']>

/** Changing your own password needs the current one, counts as a try to sign in, and leaves only one new session. */
export function changingOwnPassword(identity: Identity, allow: ReturnType<typeof signInLimit>) {
  return async (asked: AskedPassword, reply: FastifyReply): Promise<Answer | Refusal> => {
    const user = await provenUser(identity, asked, reply, allow)
    if (isRefusal(user)) return user
    const { id, hash } = user
    const [token, newHash] = [newToken(), await hashPassword(asked.body.password)]
    const cause = causeOf(asked, id)
    const changed = await identity.options.database.begin((tx) =>
      replacePassword(tx, { id, hash, newHash }, token, cause),
    )
    identity.forget(id)
    return changed
      ? await answerNewSession(identity, token, reply, asked.headers)
      : refuse('wrong_credentials')
  }
}

/** The user of this session, if the new password is allowed and the current one is right. Keys have no password. */
async function provenUser(
  identity: Identity,
  asked: AskedPassword,
  reply: FastifyReply,
  allow: ReturnType<typeof signInLimit>,
): Promise<{ id: string; hash: string } | Refusal> {
  const token = reply.request.cookies[sessionCookie]
  const known = asked.caller.kind === 'user' && token ? await identity.session(token) : null
  const email = known?.email
  if (!email) return refuse('not_allowed')
  const refusal = refusePassword(asked.body.password, email) ?? allow(email, asked.ip, reply)
  if (refusal) return refusal
  const user = await rightUser(identity, email, asked.body.current)
  if (!user.right) return await refused(identity, user.id, causeOf(asked, asked.caller.id))
  return user
}

/** False if somebody else has changed the password since it was checked. */
async function replacePassword(
  tx: Tx,
  { id, hash, newHash }: { id: string; hash: string; newHash: string },
  token: string,
  cause: Cause,
): Promise<boolean> {
  const [user] = await tx.rows<{ version: number }>(sql`
    update identity.users set password_hash = ${newHash}, version = version + 1
    where id = ${id} and password_hash = ${hash} and disabled_at is null returning version`)
  if (!user) return false
  const { version } = user
  identityFacts.append(tx, [{ stream: id, version, type: 'password_set', data: {} }], cause)
  await endSessionsOf(tx, id)
  return await beginSession(tx, { id, hash: newHash }, token, cause)
}
