import type { FastifyRequest } from 'fastify'
import { type Caller, nobody, tokenBuckets } from '../../base/http/index.ts'
import {
  type Database,
  isRefusal,
  type Refusal,
  refuse,
  type Sql,
} from '../../base/platform/index.ts'
import { type Known, keyBySecret, keyUsed, sessionByToken, sessionSeen } from './callers.sql.ts'
import { remember } from './known.ts'
import { isSameOrigin } from './origin.ts'
import { fingerprintOf, sameSecret } from './secrets.ts'
import { seenAs } from './see-as.ts'

export const sessionCookie = 'throughline_session'

export type IdentityOptions = {
  database: Database
  /** Where browsers reach us; with https the cookie is sent over https only. */
  publicUrl?: string
  /** Called after something was committed. */
  committed?: () => void
  /** For failures outside the answer to a request, such as noting the last use of a key. */
  onError?: (error: unknown) => void
}

export type Identity = {
  /** Tells the server who sent the request: a caller, `nobody`, or a refusal. */
  authenticate(request: FastifyRequest): Promise<Caller | Refusal>
  /** What is known of a session by its token. */
  session(token: string): Promise<Known | null>
  /** Drops what is cached about a user or key, so that a change of its rights takes effect at once. */
  forget(id: string): void
  options: IdentityOptions
}

/** Looking up an unknown secret costs a query, so one address may try 200 a second; cached secrets are not counted. */
const lookups = { rate: 200, burst: 400 }

/** Opens the cache of keys and sessions. One per process, because a revocation clears only this cache at once. */
export function openIdentity(options: IdentityOptions): Identity {
  const { database, onError = () => {} } = options
  const take = tokenBuckets()
  const touch = (statement: Sql) => {
    database.begin((tx) => tx.run(statement)).catch(onError)
  }
  const keys = remember(async (secret) => {
    const found = await database.read((tx) => keyBySecret(tx, secret))
    if (found?.value.stale) touch(keyUsed(found.value.caller.id))
    return found
  })
  const sessions = remember(async (token) => {
    const found = await database.read((tx) => sessionByToken(tx, token))
    if (found?.value.stale) touch(sessionSeen(token))
    return found
  })
  const find = async (memory: typeof keys, secret: string, ip: string) => {
    if (secret.length > 200) return null
    const name = fingerprintOf(secret)
    const remembered = memory.get(name)
    if (remembered) return remembered
    const wait = take(ip, lookups.rate, lookups.burst)
    if (wait > 0) return refuse('too_many_requests', { seconds: wait })
    return await memory.find(name, secret)
  }

  const byKey = async (header: string, ip: string): Promise<Caller | Refusal> => {
    const secret = /^bearer +(\S.*)$/i.exec(header)?.[1]
    const found = secret === undefined ? null : await find(keys, secret, ip)
    if (found === null) return refuse('not_signed_in')
    return isRefusal(found) ? found : found.caller
  }
  const bySession = async (request: FastifyRequest, token: string): Promise<Caller | Refusal> => {
    const found = await find(sessions, token, request.ip)
    if (found === null) return nobody
    if (isRefusal(found)) return found
    return mayAct(request, found, options.publicUrl) ? found.caller : refuse('cross_site')
  }

  const whoAsks = async (request: FastifyRequest): Promise<Caller | Refusal> => {
    if (isSigningIn(request)) return nobody
    const { authorization } = request.headers
    if (authorization !== undefined) return await byKey(authorization, request.ip)
    const token = request.cookies[sessionCookie]
    return token ? await bySession(request, token) : nobody
  }

  return {
    options,
    authenticate: async (request) => {
      const caller = await whoAsks(request)
      return isRefusal(caller) ? caller : seenAs(caller, request.headers)
    },
    session: (token) => sessions.find(fingerprintOf(token), token),
    forget: (id) => {
      for (const memory of [keys, sessions]) memory.forget(({ caller }) => caller.id === id)
    },
  }
}

/** A request to sign in is treated as nobody's, so that an old cookie of the browser has no influence. */
function isSigningIn({ method, routeOptions }: FastifyRequest): boolean {
  return method === 'POST' && routeOptions.url === '/api/session'
}

/** Browsers send the cookie even when another site causes the request, so a change must come from our page with its token. */
function mayAct({ method, headers }: FastifyRequest, known: Known, publicUrl?: string): boolean {
  if (method === 'GET' || method === 'HEAD') return true
  const token = headers['x-csrf-token']
  return (
    isSameOrigin(headers, publicUrl) &&
    typeof token === 'string' &&
    known.csrfToken !== null &&
    sameSecret(token, known.csrfToken)
  )
}
