import { execFile } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { PostgresFailure } from './errors.ts'

/** The user the server runs as; `ids` is empty when that is ourselves. */
export type Account = {
  name: string
  uid: number
  gid: number
  ids: { uid?: number; gid?: number }
}

export type Outcome = { ok: boolean; output: string }

/** Service users in order of preference. We never create one: the host's accounts are not ours. */
const serviceUsers = ['postgres', 'nobody']

/**
 * Who the server shall run as. An ordinary user runs it himself. Root may not, so the owner of data that exists
 * decides, then the first service user that this machine lets us become.
 */
export async function chooseAccount(pgdata: string): Promise<Account> {
  const self = process.getuid?.() ?? -1
  const owner = ownerOf(pgdata)
  if (self !== 0) {
    if (owner && owner.uid !== self)
      throw new PostgresFailure('data_of_another_user', {
        dataDir: pgdata,
        owner: owner.uid,
        user: self,
      })
    return { name: String(self), uid: self, gid: process.getgid?.() ?? -1, ids: {} }
  }
  if (owner && owner.uid !== 0) return become(`number ${owner.uid}`, owner)
  return firstUsable(serviceUsers)
}

async function firstUsable(names: string[]): Promise<Account> {
  let reason = 'no such user'
  for (const name of names) {
    const found = lookUp(name)
    if (!found) continue
    const account = become(name, found)
    const trial = await runAs(account, '/bin/sh', ['-c', ':'])
    if (trial.ok) return account
    reason = trial.output
  }
  throw new PostgresFailure('no_service_user', { tried: names.join(', '), reason })
}

function become(name: string, ids: { uid: number; gid: number }): Account {
  return { name, ...ids, ids: { uid: ids.uid, gid: ids.gid } }
}

function ownerOf(path: string): { uid: number; gid: number } | undefined {
  // Not asked of stat, which throws where a folder on the way is a file.
  if (!existsSync(path)) return undefined
  const { uid, gid } = statSync(path)
  return { uid, gid }
}

function lookUp(name: string): { uid: number; gid: number } | undefined {
  if (!existsSync('/etc/passwd')) return undefined
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((row) => row.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

/**
 * Runs a program to its end as `account`. The environment is small and fixed: PG… variables, a broken locale or a home
 * folder the account may not enter must not change what the database is.
 */
export function runAs(account: Account, program: string, args: string[]): Promise<Outcome> {
  const options = { ...account.ids, cwd: '/', env: plainEnvironment() }
  return new Promise((resolve) => {
    // Node throws at once, outside the callback, where it may not become the user.
    try {
      const child = execFile(program, args, options, (error, stdout, stderr) =>
        resolve({ ok: !error, output: `${stdout}${stderr}`.trim() || (error?.message ?? '') }),
      )
      child.stdin?.end()
    } catch (error) {
      resolve({ ok: false, output: error instanceof Error ? error.message : String(error) })
    }
  })
}

/** What a child process of the database sees. */
export function plainEnvironment(): Record<string, string> {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: '/', LC_ALL: 'C', TZ: 'UTC' }
}

/** The first folder on the way to `path`, itself included, that `account` may not enter. Folders that do not exist yet count as open. */
export async function firstClosedFolder(
  path: string,
  account: Account,
): Promise<string | undefined> {
  const existing = wayTo(path).filter(existsSync)
  if (await mayEnter(existing.at(-1) ?? '/', account)) return undefined
  for (const folder of existing) if (!(await mayEnter(folder, account))) return folder
  return undefined
}

/** Asked, not computed from mode bits: access lists and mounts have a say too. */
async function mayEnter(folder: string, account: Account): Promise<boolean> {
  return (await runAs(account, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder])).ok
}

function wayTo(path: string): string[] {
  const parent = dirname(path)
  return parent === path ? [path] : [...wayTo(parent), path]
}
