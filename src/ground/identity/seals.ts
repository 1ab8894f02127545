// The log is sealed in stretches, and once a day the newest seal is signed and written to a file outside the database. Somebody who
// can rewrite the database with its seals cannot rewrite that file.
import { createHmac, randomBytes } from 'node:crypto'
import { appendFile, link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Database,
  exportHead,
  type Follower,
  type Head,
  sealStretch,
  type Verdict,
  verifySeals,
} from '../../base/platform/index.ts'
import { sameSecret } from './secrets.ts'

/** Seals each stretch of the log when the follower reaches it. */
export const seal: Follower = {
  name: 'seal',
  whole: true,
  handle: (tx, _news, range) => sealStretch(tx, range),
}

type SignedHead = Head & { at: string; signature: string }

const headsFile = (folder: string) => join(folder, 'audit-heads.jsonl')
const keyFile = (folder: string) => join(folder, 'audit-heads.key')

/**
 * Appends the newest seal, signed with HMAC-SHA-256, to `audit-heads.jsonl` in the folder, unless it already has a head of the
 * same day (UTC) or of the same seal; answers whether it did. The first call makes the key in `audit-heads.key`, readable only
 * by its owner. Keep a copy of both files on another machine.
 */
export async function writeDailyHead(
  database: Database,
  folder: string,
  at: Date,
): Promise<boolean> {
  const head = await database.read(exportHead)
  const last = (await readLines(folder)).at(-1)
  const known = last && (last.number === head?.number || sameDay(last.at, at))
  if (!head || known) return false
  const signed = { at: at.toISOString(), ...head }
  const signature = sign(signed, await readOrMakeKey(folder))
  await appendFile(headsFile(folder), `${JSON.stringify({ ...signed, signature })}\n`)
  return true
}

function sameDay(earlier: string, at: Date): boolean {
  return earlier.slice(0, 10) === at.toISOString().slice(0, 10)
}

/** Runs at once and then every hour; stop it before the database closes. */
export function keepDailyHeads(
  database: Database,
  folder: string,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  let writing: Promise<unknown> = Promise.resolve()
  const look = () => {
    writing = writing.then(() => writeDailyHead(database, folder, new Date())).catch(onError)
  }
  look()
  const timer = setInterval(look, 60 * 60 * 1000)
  return {
    stop: async () => {
      clearInterval(timer)
      await writing
    },
  }
}

/** Verifies the log against its seals and the seals against the heads of the folder; a head with a wrong signature is `forged`. */
export async function verifyLog(
  database: Database,
  folder: string,
): Promise<Verdict & { heads: number; forged: number }> {
  const lines = await readLines(folder)
  const key = lines.length > 0 ? await readOrMakeKey(folder) : Buffer.alloc(0)
  const heads = lines.filter((line) => sameSecret(String(line.signature), sign(line, key)))
  const verdict = await database.read((tx) => verifySeals(tx, heads))
  return { ...verdict, heads: heads.length, forged: lines.length - heads.length }
}

function sign({ at, number, digest }: Omit<SignedHead, 'signature'>, key: Buffer): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([at, number, digest]))
    .digest('hex')
}

/** A line that is not a head counts as a head without a valid signature. */
async function readLines(folder: string): Promise<SignedHead[]> {
  const text = await readFile(headsFile(folder), 'utf8').catch(unlessAbsent(''))
  return text.split('\n').filter(Boolean).map(parseLine)
}

function parseLine(line: string): SignedHead {
  const unsigned = { at: '', number: 0, digest: '', signature: '' }
  try {
    return { ...unsigned, ...(JSON.parse(line) as object) }
  } catch {
    return unsigned
  }
}

/**
 * The key file gets its name only when it is complete, and never replaces another. So processes that start at the same time all
 * sign with the same key, and a process killed half-way leaves no empty key, with which anybody could sign.
 */
async function readOrMakeKey(folder: string): Promise<Buffer> {
  const found = await readFile(keyFile(folder)).catch(unlessAbsent(null))
  if (found) return found
  await mkdir(folder, { recursive: true })
  const made = `${keyFile(folder)}.${randomBytes(8).toString('hex')}`
  try {
    await writeWhole(made, randomBytes(32))
    await link(made, keyFile(folder)).catch(unlessThere)
  } finally {
    await rm(made, { force: true })
  }
  return await readFile(keyFile(folder))
}

async function writeWhole(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

function unlessAbsent<T>(instead: T) {
  return (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return instead
    throw error
  }
}
