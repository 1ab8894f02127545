import type { NewFactOf } from '../../base/module/index.ts'
import { type Database, newId, sql, type Tx } from '../../base/platform/index.ts'
import { identityFacts } from './facts.ts'
import { hashPassword } from './passwords.ts'
import { digestOf, readablePassword, visiblePrefix } from './secrets.ts'

const email = 'owner@localhost'

/**
 * On a database without users: makes the owner `owner@localhost` with a random password, which is answered only this once. If the
 * secret `OWNER_KEY` is given, also makes a key with all rights and no limit. Later starts change nothing and answer null, even
 * if the secret differs, because then keys are made and revoked through the API.
 */
export async function firstRun(
  database: Database,
  { ownerKey }: { ownerKey?: string },
  at: Date,
): Promise<{ email: string; password: string } | null> {
  if (await database.read(hasUsers)) return null
  const password = readablePassword()
  const passwordHash = await hashPassword(password)
  return await database.begin(async (tx) => {
    // Two processes may start at once: the second waits here and then finds the first one's owner.
    await tx.run(sql`lock table identity.users in share row exclusive mode`)
    if (await hasUsers(tx)) return null
    await makeOwner(tx, passwordHash, ownerKey, at)
    return { email, password }
  })
}

async function hasUsers(tx: Tx): Promise<boolean> {
  const [found] = await tx.rows<{ one: number }>(sql`select 1 as one from identity.users limit 1`)
  return found !== undefined
}

async function makeOwner(tx: Tx, passwordHash: string, ownerKey: string | undefined, at: Date) {
  const user = newId('usr', at.getTime())
  const rights = { role: 'owner', channels: null, locations: null }
  await tx.run(sql`
    insert into identity.users (id, email, name, password_hash, role, version)
    values (${user}, ${email}, 'Owner', ${passwordHash}, 'owner', 1)`)
  const facts: NewFactOf<typeof identityFacts>[] = [
    { stream: user, version: 1, type: 'user_made', data: rights },
  ]
  if (ownerKey !== undefined) {
    const key = newId('key', at.getTime())
    await tx.run(sql`
      insert into identity.keys (id, name, secret_digest, prefix, role, made_by, version)
      values (${key}, 'OWNER_KEY', ${digestOf(ownerKey)}, ${visiblePrefix(ownerKey)}, 'owner', 'system', 1)`)
    facts.push({ stream: key, version: 1, type: 'key_made', data: rights })
  }
  identityFacts.append(tx, facts, { by: 'system', command: 'first_run', at })
}
