import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Account, type Outcome, runAs } from './account.ts'
import type { Programs } from './binaries.ts'
import { PostgresFailure } from './errors.ts'
import { type Layout, makeFolder } from './folder.ts'
import type { Log } from './log.ts'

/** The superuser of the embedded server and the name of its database. */
export const databaseName = 'throughline'

/**
 * lc_ctype by preference. pg_trgm reads it whatever the locale provider: under plain C a Chinese text has no trigrams.
 * Not every macOS knows C.UTF-8.
 */
const characterTypes = ['C.UTF-8', 'en_US.UTF-8', 'C']

/** Makes the cluster when there is none; true when it did. Killed half-way, nothing counts as made. */
export async function initialiseOnce(
  layout: Layout,
  programs: Programs,
  account: Account,
  log: Log,
): Promise<boolean> {
  if (existsSync(layout.pgdata)) return false
  writePassword(layout.passwordFile, account)
  for (const characterType of characterTypes) {
    const made = await initialise(layout, programs, account, characterType)
    if (made.ok) {
      renameSync(layout.pgdataInTheMaking, layout.pgdata)
      if (characterType === 'C') log('locale_without_utf8', { characterType })
      return true
    }
    rmSync(layout.pgdataInTheMaking, { recursive: true, force: true })
    if (!made.output.includes('invalid locale name')) throw failed(layout, made)
  }
  throw failed(layout, { ok: false, output: 'no usable locale' })
}

/** A cluster can only be read by the major version that wrote it. */
export function refuseOtherVersion(layout: Layout, programs: Programs): void {
  const data = readFileSync(join(layout.pgdata, 'PG_VERSION'), 'utf8').trim()
  if (programs.version.split('.')[0] === data) return
  const params = { dataDir: layout.dataDir, data, programs: programs.version }
  throw new PostgresFailure('version_differs', params)
}

function initialise(
  layout: Layout,
  programs: Programs,
  account: Account,
  characterType: string,
): Promise<Outcome> {
  const making = layout.pgdataInTheMaking
  rmSync(making, { recursive: true, force: true })
  makeFolder(making, account)
  return runAs(account, programs.initdb, [
    `--pgdata=${making}`,
    `--username=${databaseName}`,
    `--pwfile=${layout.passwordFile}`,
    '--auth=scram-sha-256',
    '--data-checksums',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    `--lc-ctype=${characterType}`,
    '--no-instructions',
  ])
}

/** Owned by the service user, whose initdb must read it; root reads it anyway. */
function writePassword(file: string, account: Account): void {
  rmSync(file, { force: true })
  writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' })
  if (account.ids.uid !== undefined) chownSync(file, account.uid, account.gid)
}

function failed(layout: Layout, outcome: Outcome): PostgresFailure {
  const lines = outcome.output.split('\n')
  const reason = lines.find((line) => /error|fatal|could not/i.test(line)) ?? outcome.output
  return new PostgresFailure('initialise_failed', { dataDir: layout.dataDir, reason })
}
