// Impersonating a role: an owner tries what a picker in one warehouse sees, before giving somebody the role.
import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'
import { type Caller, field } from '../../base/http/index.ts'
import { isRefusal, type Refusal, refuse } from '../../base/platform/index.ts'
import type { Scope } from './rights.ts'
import { type RoleName, roleNames, roles } from './roles.ts'

export const seeAsHeader = 'throughline-see-as'

/** The role and scope that a request impersonates; null is no limit. */
export type SeenAs = { role: RoleName } & Scope

/**
 * The caller impersonating the role of the header `throughline-see-as: <role>[;channels=a,b][;locations=x,y]` (names
 * percent-encoded): keeps those of its own rights that the role has too, so never gets more. The log still names the caller.
 * Refuses `not_allowed` unless the caller may manage users, `bad_request` for an unreadable header. `nobody` stays `nobody`.
 */
export function seenAs(caller: Caller, headers: IncomingHttpHeaders): Caller | Refusal {
  if (headers[seeAsHeader] === undefined || caller.kind === 'nobody') return caller
  if (!caller.permissions.has('users:manage'))
    return refuse('not_allowed', { permission: 'users:manage' })
  const wish = readSeeAs(headers)
  if (wish === null || isRefusal(wish)) return wish ?? caller
  const may = roles[wish.role]
  return {
    ...caller,
    permissions: new Set([...caller.permissions].filter((permission) => may.has(permission))),
    channels: both(caller.channels, wish.channels),
    locations: both(caller.locations, wish.locations),
    eyes: JSON.stringify(wish),
  }
}

/** The parsed header; null when there is none. */
export function readSeeAs(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): SeenAs | null | Refusal {
  const header = headers[seeAsHeader]
  if (header === undefined) return null
  const wrong = refuse('bad_request', { header: seeAsHeader })
  if (typeof header !== 'string' || header.length > 4_000) return wrong
  const [role = '', ...limits] = header.split(';').map((part) => part.trim())
  if (!isRole(role)) return wrong
  const scope: { channels: string[] | null; locations: string[] | null } = {
    channels: null,
    locations: null,
  }
  for (const limit of limits) {
    const [, name, list = ''] = /^(channels|locations)=(.+)$/.exec(limit) ?? []
    const names = decoded(list)
    if ((name !== 'channels' && name !== 'locations') || !names) return wrong
    scope[name] = names
  }
  return { role, ...scope }
}

function isRole(name: string): name is RoleName {
  return (roleNames as readonly string[]).includes(name)
}

/** The same bounds as for a user's own limits, because the names go into database statements. */
const limit = z.array(field.text(60)).max(200)

function decoded(list: string): string[] | null {
  try {
    const read = limit.safeParse(list.split(',').map((name) => decodeURIComponent(name.trim())))
    return read.data ?? null
  } catch {
    return null
  }
}

function both(own: readonly string[] | null, asked: readonly string[] | null) {
  if (own === null || asked === null) return own ?? asked
  return own.filter((name) => asked.includes(name))
}
