import { z } from 'zod'
import { type Contract, field } from '../../base/http/index.ts'
import { historyAnswer } from '../../base/settings/index.ts'
import { permissions, roleNames } from './roles.ts'

const email = field.text(254).regex(/^[^\s@]+@[^\s@]+$/)
const role = z.enum(roleNames)
const permission = z.enum(permissions)
/** At least one, because an empty list would look like no limit and mean the opposite. */
const scope = z.array(field.text(60)).min(1).max(200).nullable()
const newPassword = z.string().max(400).meta({ description: '10 to 200 characters' })

/** Null and absent both mean no limit, so that a caller without limits need not name them. */
const scopes = { channels: scope.default(null), locations: scope.default(null) }
const params = z.strictObject({ id: field.id })
const time = z.iso.datetime()

const rights = z.object({ role: z.string(), channels: scope, locations: scope }).nullable()

const user = z
  .object({
    id: field.id,
    email: z.string(),
    name: z.string(),
    role,
    channels: scope,
    locations: scope,
    disabledAt: time.nullable(),
    madeAt: time,
    version: z.int(),
  })
  .meta({ id: 'User' })

const key = z
  .object({
    id: field.id,
    name: z.string(),
    prefix: z.string().meta({ description: 'the first characters of the secret' }),
    role: role.nullable(),
    permissions: z.array(z.string()).nullable(),
    channels: scope,
    locations: scope,
    ratePerSecond: z.int().nullable(),
    madeBy: z.string(),
    madeAt: time,
    lastUsedAt: time.nullable(),
    expiresAt: time.nullable(),
    revokedAt: time.nullable(),
    version: z.int(),
  })
  .meta({ id: 'Key' })

const session = z
  .object({
    user: z.object({
      id: field.id,
      kind: z.enum(['user', 'key']),
      name: z.string(),
      email: z.string().nullable(),
      role: z.string().nullable(),
      permissions: z.array(z.string()),
      channels: scope,
      locations: scope,
    }),
    seeingAs: z.object({ role, channels: scope, locations: scope }).nullable().meta({
      description:
        'the role and scope impersonated by the header throughline-see-as; never more rights than your own',
    }),
    csrfToken: z.string().nullable().meta({
      description:
        'send it as X-CSRF-Token with every change; null for an API key, which needs none',
    }),
    log: z.string().meta({
      description:
        'the position of the log: read first, then follow the stream `after` it, and you miss nothing',
    }),
  })
  .meta({ id: 'Session' })

const newKey = z
  .strictObject({
    name: field.text(100),
    role: role.nullable().default(null),
    permissions: z.array(permission).min(1).max(permissions.length).nullable().default(null),
    ...scopes,
    ratePerSecond: z.int().min(1).max(1_000_000).nullable().default(100),
    expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
  })
  .refine((given) => (given.role === null) !== (given.permissions === null), {
    path: ['role'],
    message: 'role_or_permissions',
  })

const weak = [
  'password_too_short',
  'password_too_long',
  'password_is_email',
  'password_too_common',
] as const

/** An answer with a page of things, newest first. */
function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

/**
 * Signing in, users and keys. None of the writes takes an Idempotency-Key, because that would store the secret that is
 * shown once, or a quick hash over a password. A retry does little harm: an email is taken only once, a state is set again,
 * and a key made twice is revoked.
 */
export const identityContract = {
  'POST /api/session': {
    summary: 'Sign in; sets the session cookie',
    permission: 'public',
    body: z.strictObject({ email: field.text(254), password: z.string().min(1).max(400) }),
    answer: session,
    refusals: ['wrong_credentials'],
  },
  'GET /api/session': {
    summary: 'Who is signed in, and what they may do',
    permission: 'signedIn',
    answer: session,
  },
  'DELETE /api/session': { summary: 'Sign out', permission: 'signedIn', status: 204 },
  'POST /api/session/password': {
    summary: 'Change your own password; ends your sessions and begins a new one',
    permission: 'signedIn',
    body: z.strictObject({ current: z.string().min(1).max(400), password: newPassword }),
    answer: session,
    refusals: ['wrong_credentials', ...weak],
  },
  'GET /api/people': {
    summary: 'The names of the users and keys in the log, also of removed ones',
    permission: 'signedIn',
    answer: z.object({
      items: z.array(
        z
          .object({
            id: field.id,
            name: z.string(),
            kind: z.enum(['user', 'key']),
            active: z.boolean(),
          })
          .meta({ id: 'Person' }),
      ),
    }),
  },
  'GET /api/users': {
    summary: 'The people who work here',
    permission: 'users:manage',
    query: z.strictObject(field.page),
    answer: pageOf(user),
  },
  'POST /api/users': {
    summary: 'Add a user',
    permission: 'users:manage',
    body: z.strictObject({ email, name: field.text(100), password: newPassword, role, ...scopes }),
    status: 201,
    answer: user,
    refusals: ['email_taken', 'more_than_yours', 'owner_has_no_limits', ...weak],
  },
  'PATCH /api/users/{id}': {
    summary: 'Change, disable or enable a user; a change of rights or password ends their sessions',
    permission: 'users:manage',
    params,
    body: z.strictObject({
      name: field.text(100).optional(),
      role: role.optional(),
      channels: scope.optional(),
      locations: scope.optional(),
      disabled: z.boolean().optional(),
      password: newPassword.optional(),
    }),
    answer: user,
    refusals: ['last_owner', 'more_than_yours', 'owner_has_no_limits', ...weak],
  },
  'GET /api/users/{id}/history': {
    summary:
      'The changes of a user: rights before and after, disabling, new passwords; newest first',
    permission: 'users:manage',
    params,
    answer: historyAnswer(rights),
  },
  'GET /api/keys': {
    summary: 'API keys, without their secrets',
    permission: 'keys:manage',
    query: z.strictObject(field.page),
    answer: pageOf(key),
  },
  'POST /api/keys': {
    summary: 'Make an API key; the secret is shown only in this answer',
    permission: 'keys:manage',
    body: newKey,
    status: 201,
    answer: key.extend({ secret: z.string() }).meta({ id: 'NewKey' }),
    refusals: ['more_than_yours', 'expiry_passed'],
  },
  'DELETE /api/keys/{id}': {
    summary: 'Revoke an API key',
    permission: 'keys:manage',
    params,
    status: 204,
    refusals: ['more_than_yours'],
  },
  'GET /api/roles': {
    summary: 'What each role may do',
    permission: 'signedIn',
    answer: z.object({ roles: z.record(z.string(), z.array(z.string())) }),
  },
} as const satisfies Contract
