// The rules of changing a user: which facts follow, and the user after them.
import type { FactOf } from '../../base/module/index.ts'
import { isRefusal, type Refusal, refuse } from '../../base/platform/index.ts'
import type { identityFacts } from './facts.ts'
import type { RoleName } from './roles.ts'

export type User = {
  id: string
  email: string
  name: string
  role: RoleName
  channels: readonly string[] | null
  locations: readonly string[] | null
  disabledAt: Date | null
  madeAt: Date
  version: number
}

/** The fields that may be changed; an absent field stays. */
export type UserChange = {
  name?: string | undefined
  role?: RoleName | undefined
  channels?: string[] | null | undefined
  locations?: string[] | null | undefined
  disabled?: boolean | undefined
  password?: string | undefined
}

type Happening = FactOf<typeof identityFacts>

/** An owner is never limited, because otherwise the last owner who can sign in might not reach everything. */
export function refuseLimitedOwner(user: Pick<User, 'role' | 'channels' | 'locations'>) {
  const limited = user.channels !== null || user.locations !== null
  return user.role === 'owner' && limited ? refuse('owner_has_no_limits') : null
}

/**
 * The user after the change, with a fact for each difference. Facts never contain name, email or password, because people may
 * ask to be forgotten and the log cannot forget. `otherOwners` counts the other owners who can sign in. `endsSessions` says that
 * rights or password changed.
 */
export function decideUserChange(
  user: User,
  change: UserChange,
  otherOwners: number,
  at: Date,
): { user: User; facts: Happening[]; endsSessions: boolean } | Refusal {
  const after = apply(user, change, at)
  if (isRefusal(after)) return after
  const stillOwner = after.role === 'owner' && after.disabledAt === null
  if (isActiveOwner(user) && !stillOwner && otherOwners === 0) return refuse('last_owner')
  const facts = differences(user, after)
  if (change.password !== undefined) facts.push({ type: 'password_set', data: {} })
  const endsSessions = facts.some(({ type }) => type !== 'user_renamed')
  return { user: { ...after, version: user.version + facts.length }, facts, endsSessions }
}

function isActiveOwner({ role, disabledAt }: User): boolean {
  return role === 'owner' && disabledAt === null
}

function apply(user: User, change: UserChange, at: Date): User | Refusal {
  const after: User = {
    ...user,
    name: change.name ?? user.name,
    role: change.role ?? user.role,
    channels: change.channels === undefined ? user.channels : change.channels,
    locations: change.locations === undefined ? user.locations : change.locations,
    disabledAt: disabledAfter(user, change.disabled, at),
  }
  return refuseLimitedOwner(after) ?? after
}

function disabledAfter({ disabledAt }: User, disabled: boolean | undefined, at: Date): Date | null {
  if (disabled === undefined) return disabledAt
  return disabled ? (disabledAt ?? at) : null
}

function differences(before: User, after: User): Happening[] {
  const facts: Happening[] = []
  if (after.name !== before.name) facts.push({ type: 'user_renamed', data: {} })
  const { role, channels, locations } = after
  const rights = (user: User) => JSON.stringify([user.role, user.channels, user.locations])
  if (rights(before) !== rights(after))
    facts.push({ type: 'user_rights_changed', data: { role, channels, locations } })
  if ((before.disabledAt === null) !== (after.disabledAt === null))
    facts.push({ type: after.disabledAt ? 'user_disabled' : 'user_enabled', data: {} })
  return facts
}
