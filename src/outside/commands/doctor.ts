import { statfs } from 'node:fs/promises'
import { type Database, followerLag, sql, type Tx } from '../../base/platform/index.ts'
import { version } from '../../version.ts'
import { type Opened, withDatabase } from './open.ts'
import { type Output, output } from './output.ts'

/** The result of one check: what was found, and whether it is right. `advice` says what to do when it is not. */
export type Finding = { name: string; found: string; ok: boolean; advice?: string }

/**
 * `throughline doctor`: versions, the settings that make commits durable, Chinese search, followers, disk space. Answers 1 when
 * something must be done.
 */
export async function doctor(
  { json = false }: { json?: boolean },
  to: Output = output,
): Promise<number> {
  return await withDatabase(to, async (opened) => {
    const findings = await examine(opened)
    const ok = findings.every((finding) => finding.ok)
    to.say(json ? `${JSON.stringify({ ok, findings })}\n` : textOf(findings, ok))
    return ok ? 0 : 1
  })
}

function textOf(findings: readonly Finding[], ok: boolean): string {
  const lines = findings.map(({ name, found, ok, advice }) => {
    const line = `${ok ? 'ok   ' : 'LOOK '}  ${name}: ${found}`
    return ok || !advice ? line : `${line}\n       ${advice}`
  })
  return `${[...lines, ok ? 'All is well.' : 'Something needs a hand.'].join('\n')}\n`
}

async function examine({ database, dataDir }: Opened): Promise<Finding[]> {
  return [
    { name: 'Throughline', found: version, ok: true },
    nodeVersion(),
    ...(await database.read(settings)),
    await database.read(trigrams),
    await database.read(collation),
    ...(await followers(database)),
    ...(dataDir === null ? [] : [await diskSpace(dataDir)]),
  ]
}

function nodeVersion(): Finding {
  const { node } = process.versions
  const [major = 0, minor = 0] = node.split('.').map(Number)
  const ok = major > 20 || (major === 20 && minor >= 19)
  return { name: 'Node', found: node, ok, advice: 'Install Node 20.19 or newer.' }
}

/** Without these a crash may lose what was acknowledged. */
async function settings(tx: Tx): Promise<Finding[]> {
  const wanted = ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums']
  const rows = await tx.rows<{ name: string; setting: string }>(sql`
    select name, setting from pg_settings where name = any(${[...wanted, 'server_version']}::text[])`)
  const found = new Map(rows.map(({ name, setting }) => [name, setting]))
  const server = found.get('server_version') ?? 'unknown'
  return [
    {
      name: 'PostgreSQL',
      found: server,
      // The tests run on this version; older ones are untested.
      ok: Number.parseInt(server, 10) >= 18,
      advice: 'Use PostgreSQL 18 or newer.',
    },
    ...wanted.map((name) => ({
      name,
      found: found.get(name) ?? 'unknown',
      ok: found.get(name) !== 'off',
      advice: `Set ${name} = on: without it a crash may lose what was acknowledged.`,
    })),
  ]
}

/** A database made with the wrong locale has no trigrams of Chinese letters, and the search finds nothing. */
async function trigrams(tx: Tx): Promise<Finding> {
  const [row] = await tx.rows<{ count: number }>(
    sql`select cardinality(show_trgm('一单到底')) as count`,
  )
  const count = row?.count ?? 0
  return {
    name: 'Chinese search',
    found: `${count} trigrams of 一单到底`,
    ok: count > 0,
    advice: 'Make the database with a UTF-8 locale, for example builtin C.UTF-8.',
  }
}

/** Avoids the column `datlocale` on servers that are too old to have it, so that they can be reported as too old. */
async function collation(tx: Tx): Promise<Finding> {
  const [row] = await tx.rows<{ encoding: string; locale: string | null }>(sql`
    select pg_encoding_to_char(encoding) as encoding,
      coalesce(to_jsonb(pg_database) ->> 'datlocale', datcollate) as locale
    from pg_database where datname = current_database()`)
  const { encoding = 'unknown', locale = null } = row ?? {}
  const ok = encoding === 'UTF8'
  return { name: 'Encoding', found: `${encoding}, ${locale}`, ok, advice: 'Use UTF8.' }
}

async function followers(database: Database): Promise<Finding[]> {
  const lag = await database.read(followerLag)
  return lag.map(({ name, parked, dead }) => ({
    name: `Follower ${name}`,
    found: `${parked} streams parked, ${dead} given up`,
    ok: dead === 0,
    advice: `Look at GET /api/system, then POST /api/system/followers/${name}/replay.`,
  }))
}

const leastFreeBytes = 1_000_000_000

async function diskSpace(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  return {
    name: 'Disk',
    found: `${(free / 1e9).toFixed(1)} GB free at ${folder}`,
    ok: free >= leastFreeBytes,
    advice: 'Make room: below 1 GB the database may have to stop taking orders.',
  }
}
