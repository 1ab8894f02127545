import type { Asked, Caller } from '../../base/http/index.ts'
import {
  type Cause,
  isRefusal,
  newId,
  type Refusal,
  refuse,
  type Tx,
} from '../../base/platform/index.ts'
import type { identityContract } from './contract.ts'
import { identityFacts } from './facts.ts'
import { refuseBeyond } from './rights.ts'
import { endSessionsOf } from './sessions.sql.ts'
import { decideUserChange, refuseLimitedOwner, type User, type UserChange } from './user.ts'
import { changesOf } from './user-history.ts'
import {
  countOtherOwners,
  insertUser,
  lockUserAndOwners,
  updateUser,
  userById,
} from './users.sql.ts'

type NewUser = Asked<(typeof identityContract)['POST /api/users']>['body']

/** Makes a user with at most the caller's rights. Refuses `more_than_yours`, `owner_has_no_limits`, `email_taken`. */
export async function makeUser(
  tx: Tx,
  caller: Caller,
  { password: _, ...given }: NewUser,
  passwordHash: string,
  cause: Cause,
): Promise<User | Refusal> {
  const { at } = cause
  const id = newId('usr', at.getTime())
  const user: User = { ...given, id, disabledAt: null, madeAt: at, version: 1 }
  const refusal = refuseBeyond(caller, user) ?? refuseLimitedOwner(user)
  if (refusal) return refusal
  if (!(await insertUser(tx, user, passwordHash))) return refuse('email_taken', {}, '/email')
  const { role, channels, locations } = user
  const data = { role, channels, locations }
  identityFacts.append(tx, [{ stream: id, version: 1, type: 'user_made', data }], cause)
  return user
}

/**
 * Changes a user who has at most the caller's rights, to at most the caller's rights; a change of rights or password ends the
 * user's sessions. A user outside the caller's scope is `not_found`, as if there were no such user.
 */
export async function changeUser(
  tx: Tx,
  { caller, id, ifMatch }: { caller: Caller; id: string; ifMatch: number | null },
  change: UserChange,
  passwordHash: string | null,
  cause: Cause,
): Promise<User | Refusal> {
  await lockUserAndOwners(tx, id)
  const user = await userById(tx, caller, id)
  if (!user) return refuse('not_found')
  const missed = ifMatch === null || ifMatch === user.version ? [] : await changesOf(tx, id)
  const newer = missed.filter(({ version }) => version > (ifMatch ?? 0)).at(-1)
  if (newer || (ifMatch ?? 0) > user.version)
    return refuse('version_mismatch', {
      version: user.version,
      ...(newer && { by: newer.by, at: newer.at.toISOString() }),
    })
  const decided = decideUserChange(user, change, await countOtherOwners(tx, id), cause.at)
  // A caller may not change a user with more rights: by setting a new password the caller would get those rights.
  const beyond = refuseBeyond(caller, user)
  if (beyond || isRefusal(decided)) return beyond ?? (decided as Refusal)
  const tooMuch = refuseBeyond(caller, decided.user)
  if (tooMuch) return tooMuch
  if (decided.facts.length === 0) return user
  await updateUser(tx, decided.user, passwordHash)
  if (decided.endsSessions) await endSessionsOf(tx, id)
  const facts = decided.facts.map((fact, index) => ({
    ...fact,
    stream: id,
    version: user.version + index + 1,
  }))
  identityFacts.append(tx, facts, cause)
  return decided.user
}
