// Nobody gives, takes or changes more than they have: permissions and scopes are compared as sets.
import type { Caller } from '../../base/http/index.ts'
import { type Refusal, refuse } from '../../base/platform/index.ts'
import { permissionsOf } from './roles.ts'

/** The channels and locations that a user or key is limited to; null is no limit. */
export type Scope = { channels: readonly string[] | null; locations: readonly string[] | null }

/** What a user or key may do, and where. */
export type Rights = Scope & { role: string | null; permissions?: readonly string[] | null }

/** Refuses with the first permission, channel or location that the caller lacks. */
export function refuseBeyond(caller: Caller, rights: Rights): Refusal | null {
  const permission = [...permissionsOf(rights)].find((name) => !caller.permissions.has(name))
  if (permission !== undefined) return refuse('more_than_yours', { permission })
  if (!within(rights.channels, caller.channels))
    return refuse('more_than_yours', { of: 'channels' })
  if (!within(rights.locations, caller.locations))
    return refuse('more_than_yours', { of: 'locations' })
  return null
}

function within(asked: readonly string[] | null, own: readonly string[] | null): boolean {
  if (own === null) return true
  return asked?.every((name) => own.includes(name)) ?? false
}
