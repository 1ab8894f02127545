import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply } from 'fastify'
import { type Answer, type Asked, tokenBuckets } from '../../base/http/index.ts'
import {
  type Cause,
  formatCursor,
  isRefusal,
  newestCursor,
  type Refusal,
  refuse,
} from '../../base/platform/index.ts'
import { type Identity, sessionCookie } from './authenticate.ts'
import type { Known } from './callers.sql.ts'
import type { identityContract } from './contract.ts'
import { isCrossSite } from './origin.ts'
import { checkPassword, waitingPasswords } from './passwords.ts'
import { newToken } from './secrets.ts'
import { readSeeAs, seenAs } from './see-as.ts'
import { beginSession, endSession, recordRefusedSignIn } from './sessions.sql.ts'
import { credentialsOf } from './users.sql.ts'

type AskedSignIn = Asked<(typeof identityContract)['POST /api/session']>

/** Tries a minute, counted per process: two processes allow twice as many. */
const perEmail = 5
const perAddress = 30

/**
 * Signing in. An unknown email, a wrong password and a disabled user get the same answer after the same work. A right password
 * begins a new session with a new token; the browser's old session ends.
 */
export function signingIn(identity: Identity, allow: ReturnType<typeof signInLimit>) {
  return async (asked: AskedSignIn, reply: FastifyReply): Promise<Answer | Refusal> => {
    const { email, password } = asked.body
    if (isCrossSite(reply.request.headers, identity.options.publicUrl)) return refuse('cross_site')
    const refusal = allow(email, asked.ip, reply)
    if (refusal) return refusal
    const user = await rightUser(identity, email, password)
    if (!user.right) return await refused(identity, user.id, causeOf(asked, 'nobody'))
    return await begin(identity, user, causeOf(asked, user.id), reply)
  }
}

/** Refuses the sixth try of an email and the 31st of an address within a minute, and every try while hashing cannot keep up. */
export function signInLimit() {
  const take = tokenBuckets()
  return (email: string, ip: string, reply: FastifyReply): Refusal | null => {
    if (waitingPasswords() > 100) return refuse('overloaded')
    const address = take(`address ${ip}`, perAddress / 60, perAddress)
    const seconds = address || take(`email ${email.toLowerCase()}`, perEmail / 60, perEmail)
    if (seconds === 0) return null
    reply.header('retry-after', String(seconds))
    return refuse('too_many_requests', { seconds })
  }
}

/** The user with this email, if the password is right. */
export async function rightUser({ options }: Identity, email: string, password: string) {
  const user = await options.database.read((tx) => credentialsOf(tx, email))
  const right = await checkPassword(user?.hash ?? null, password)
  return right && user ? { ...user, right } : { id: user?.id ?? null, right: false as const }
}

/** Records a refused try. */
export async function refused(
  { options }: Identity,
  user: string | null,
  cause: Cause,
): Promise<Refusal> {
  await options.database.begin((tx) => recordRefusedSignIn(tx, user, cause))
  options.committed?.()
  return refuse('wrong_credentials')
}

async function begin(
  identity: Identity,
  user: { id: string; hash: string },
  cause: Cause,
  reply: FastifyReply,
): Promise<Answer | Refusal> {
  const token = newToken()
  const earlier = reply.request.cookies[sessionCookie]
  const { begun, ended } = await identity.options.database.begin(async (tx) => ({
    begun: await beginSession(tx, user, token, cause),
    ended: earlier ? await endSession(tx, earlier, cause) : null,
  }))
  if (ended !== null) identity.forget(ended)
  if (!begun) return await refused(identity, user.id, { ...cause, by: 'nobody' })
  return await answerNewSession(identity, token, reply)
}

/**
 * Hands the token to the browser: not readable by scripts, not sent by other sites' forms, over https if we have it. `headers`
 * may ask to go on impersonating a role; somebody who signs in impersonates nobody.
 */
export async function answerNewSession(
  identity: Identity,
  token: string,
  reply: FastifyReply,
  headers: IncomingHttpHeaders = {},
): Promise<Answer | Refusal> {
  identity.options.committed?.()
  const known = await identity.session(token)
  if (!known) return refuse('not_signed_in')
  const { protocol } = reply.request
  const secure = protocol === 'https' || identity.options.publicUrl?.startsWith('https:') === true
  const fourteenDays = 14 * 24 * 60 * 60
  reply.setCookie(sessionCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: fourteenDays,
  })
  const caller = seenAs(known.caller, headers)
  return isRefusal(caller) ? caller : await sessionAnswer(identity, { ...known, caller }, headers)
}

/** The session as its owner sees it; `caller` already impersonates the role that the headers ask for, if any. */
export async function sessionAnswer(
  { options: { database } }: Identity,
  { caller, role: own, email, csrfToken }: Omit<Known, 'stale'>,
  headers: IncomingHttpHeaders,
): Promise<Answer | Refusal> {
  const seeingAs = readSeeAs(headers)
  if (seeingAs && isRefusal(seeingAs)) return seeingAs
  const role = seeingAs?.role ?? own
  const { id, kind, name, permissions, channels, locations } = caller
  const user = {
    id,
    kind,
    name,
    email,
    role,
    permissions: [...permissions].sort(),
    channels,
    locations,
  }
  const log = formatCursor(await database.read(newestCursor))
  return { headers: { 'cache-control': 'no-store' }, body: { user, seeingAs, csrfToken, log } }
}

export function causeOf({ command, at }: { command: string; at: Date }, by: string): Cause {
  return { by, command, at }
}
