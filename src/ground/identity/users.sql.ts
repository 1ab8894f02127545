import { sql, type Tx } from '../../base/platform/index.ts'
import { inScope } from './rights.sql.ts'
import type { Scope } from './rights.ts'
import type { User } from './user.ts'

const columns = sql`
  id, email, name, role, channels, locations, disabled_at as "disabledAt", made_at as "madeAt", version`

/** A page of the users the caller may see, newest first, those before `before`. */
export async function listUsers(tx: Tx, scope: Scope, limit: number, before: string | null) {
  return await tx.rows<User>(sql`
    select ${columns} from identity.users
    where ${inScope(scope)} and (${before}::text is null or id < ${before})
    order by id desc limit ${limit}`)
}

/** The user, when there is one within the caller's scope. */
export async function userById(tx: Tx, scope: Scope, id: string): Promise<User | null> {
  const [user] = await tx.rows<User>(sql`
    select ${columns} from identity.users where id = ${id} and ${inScope(scope)}`)
  return user ?? null
}

/** Locks the user and every owner, in key order, because an owner may be removed only if another one remains. */
export async function lockUserAndOwners(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`
    select 1 from identity.users where id = ${id} or role = 'owner' order by id for update`)
}

/** How many owners besides this user can sign in. */
export async function countOtherOwners(tx: Tx, id: string): Promise<number> {
  const [row] = await tx.rows<{ owners: number }>(sql`
    select count(*) as owners from identity.users
    where role = 'owner' and disabled_at is null and id <> ${id}`)
  return row?.owners ?? 0
}

/** Adds the user unless the email is taken; answers whether it was added. */
export async function insertUser(tx: Tx, user: User, passwordHash: string): Promise<boolean> {
  const { id, email, name, role, channels, locations, madeAt, version } = user
  const added = await tx.run(sql`
    insert into identity.users (id, email, name, password_hash, role, channels, locations, made_at, version)
    values (${id}, ${email}, ${name}, ${passwordHash}, ${role}, ${channels}, ${locations}, ${madeAt}, ${version})
    on conflict (lower(email)) do nothing`)
  return added === 1
}

/** Writes a changed user; without a new hash the password stays. */
export async function updateUser(tx: Tx, user: User, passwordHash: string | null): Promise<void> {
  const { id, name, role, channels, locations, disabledAt, version } = user
  await tx.run(sql`
    update identity.users
    set name = ${name}, role = ${role}, channels = ${channels}, locations = ${locations},
      disabled_at = ${disabledAt}, version = ${version},
      password_hash = coalesce(${passwordHash}, password_hash)
    where id = ${id}`)
}

/** The user who signs in with this email. Only here does the password's hash leave the database. */
export async function credentialsOf(tx: Tx, email: string) {
  const [found] = await tx.rows<{ id: string; hash: string }>(sql`
    select id, password_hash as hash from identity.users where lower(email) = lower(${email})`)
  return found ?? null
}
