import type { FastifyReply } from 'fastify'
import { type Answer, type Handlers, type PageAsked, pageOf } from '../../base/http/index.ts'
import { isRefusal, type Refusal, refuse } from '../../base/platform/index.ts'
import { type Identity, sessionCookie } from './authenticate.ts'
import type { identityContract } from './contract.ts'
import { listKeys } from './keys.sql.ts'
import { makeKey, revokeKey } from './keys.ts'
import { changingOwnPassword } from './own-password.ts'
import { hashPassword, refusePassword } from './passwords.ts'
import { listPeople } from './people.sql.ts'
import { roles } from './roles.ts'
import { endSession } from './sessions.sql.ts'
import { causeOf, sessionAnswer, signInLimit, signingIn } from './sign-in.ts'
import { changesOf, historyOf } from './user-history.ts'
import { listUsers, userById } from './users.sql.ts'
import { changeUser, makeUser } from './users.ts'

type All = Handlers<typeof identityContract>

/** The handlers of `identityContract`, to be mounted with it. They begin their own transactions. */
export function identityHandlers(identity: Identity): All {
  return { ...sessionHandlers(identity), ...userHandlers(identity), ...keyHandlers(identity) }
}

function sessionHandlers(
  identity: Identity,
): Pick<
  All,
  Extract<keyof All, `${string}/session${string}`> | 'GET /api/roles' | 'GET /api/people'
> {
  const allow = signInLimit()
  return {
    'POST /api/session': signingIn(identity, allow),
    'POST /api/session/password': changingOwnPassword(identity, allow),
    'GET /api/session': async ({ caller, headers }, reply) => {
      if (caller.kind === 'key')
        return await sessionAnswer(
          identity,
          { caller, role: null, email: null, csrfToken: null },
          headers,
        )
      const known = await identity.session(tokenOf(reply))
      if (!known) return refuse('not_signed_in')
      return await sessionAnswer(identity, { ...known, caller }, headers)
    },
    'DELETE /api/session': async (asked, reply) => {
      if (asked.caller.kind !== 'user') return { status: 204 }
      const cause = causeOf(asked, asked.caller.id)
      await identity.options.database.begin((tx) => endSession(tx, tokenOf(reply), cause))
      identity.forget(asked.caller.id)
      identity.options.committed?.()
      reply.clearCookie(sessionCookie, { path: '/' })
      return { status: 204 }
    },
    'GET /api/people': async () => ({
      body: { items: await identity.options.database.read(listPeople) },
    }),
    'GET /api/roles': async () => ({
      body: {
        roles: Object.fromEntries(Object.entries(roles).map(([role, may]) => [role, [...may]])),
      },
    }),
  }
}

function tokenOf(reply: FastifyReply): string {
  return reply.request.cookies[sessionCookie] ?? ''
}

function userHandlers(
  identity: Identity,
): Pick<All, Extract<keyof All, `${string}/users${string}`>> {
  const { database } = identity.options
  return {
    'GET /api/users': async ({ caller, query }) =>
      await listed(query, (limit, before) =>
        database.read((tx) => listUsers(tx, caller, limit, before)),
      ),
    'GET /api/users/{id}/history': async ({ caller, params: { id } }) =>
      await database.read(async (tx) =>
        (await userById(tx, caller, id))
          ? { body: { items: historyOf(await changesOf(tx, id)) } }
          : refuse('not_found'),
      ),
    'POST /api/users': async (asked) => {
      const { caller, body } = asked
      const weak = refusePassword(body.password, body.email)
      if (weak) return weak
      const hash = await hashPassword(body.password)
      const cause = causeOf(asked, caller.id)
      const made = await database.begin((tx) => makeUser(tx, caller, body, hash, cause))
      return changed(identity, made, 201)
    },
    'PATCH /api/users/{id}': async (asked) => {
      const { caller, body, ifMatch } = asked
      const { id } = asked.params
      const hash = await hashOfNew(identity, caller, id, body.password)
      if (hash !== null && typeof hash === 'object') return hash
      const cause = causeOf(asked, caller.id)
      const user = await database.begin((tx) =>
        changeUser(tx, { caller, id, ifMatch }, body, hash, cause),
      )
      return changed(identity, user, 200)
    },
  }
}

/** The hash of the new password, made before the transaction, because hashing is slow and the transaction locks the user. */
async function hashOfNew(
  { options }: Identity,
  caller: Parameters<typeof userById>[1],
  id: string,
  password: string | undefined,
): Promise<string | null | Refusal> {
  if (password === undefined) return null
  const user = await options.database.read((tx) => userById(tx, caller, id))
  if (!user) return refuse('not_found')
  return refusePassword(password, user.email) ?? (await hashPassword(password))
}

function keyHandlers(identity: Identity): Pick<All, Extract<keyof All, `${string}/keys${string}`>> {
  const { database } = identity.options
  return {
    'GET /api/keys': async ({ caller, query }) =>
      await listed(query, (limit, before) =>
        database.read((tx) => listKeys(tx, caller, limit, before)),
      ),
    'POST /api/keys': async (asked) => {
      const { caller, body } = asked
      const cause = causeOf(asked, caller.id)
      return changed(identity, await database.begin((tx) => makeKey(tx, caller, body, cause)), 201)
    },
    'DELETE /api/keys/{id}': async (asked) => {
      const { caller, params } = asked
      const cause = causeOf(asked, caller.id)
      const refusal = await database.begin((tx) => revokeKey(tx, caller, params.id, cause))
      if (refusal) return refusal
      identity.forget(params.id)
      identity.options.committed?.()
      return { status: 204 }
    },
  }
}

/** Clears the cache of a changed user or key before the change is answered. */
function changed(
  identity: Identity,
  body: { id: string } | Refusal,
  status: number,
): Answer | Refusal {
  if (isRefusal(body)) return body
  identity.forget(body.id)
  identity.options.committed?.()
  return { status, headers: { 'cache-control': 'no-store' }, body }
}

/** Newest first, by id. */
async function listed<Row extends { id: string }>(
  asked: PageAsked,
  read: (limit: number, before: string | null) => Promise<Row[]>,
): Promise<Answer | Refusal> {
  const page = await pageOf(asked, {
    parts: 1,
    rowsAfter: (key, limit) => read(limit, key === null ? null : String(key[0])),
    keyOf: ({ id }) => [id],
  })
  return isRefusal(page) ? page : { body: page }
}
