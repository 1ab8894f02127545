import { createHash } from 'node:crypto'
import {
  chownSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Account } from './account.ts'
import { type Layout, makeFolder } from './folder.ts'

/** Where a server listens: a port on loopback, and a socket in a folder only its user and root may enter. */
export type Address = { port: number; socketDir: string }

/** Tried first, so that a port is easy to remember; away from 5432, where a server of the host may live. */
const usualPort = 54329

/** The system's limit for the path of a socket, less one for the closing zero: 108 on Linux, 104 elsewhere. */
const longestSocketPath = process.platform === 'linux' ? 107 : 103

/** The first free port of `wanted`, then the usual one, then any. On loopback only. */
export async function freePort(wanted: (number | undefined)[]): Promise<number> {
  for (const port of [...wanted, usualPort])
    if (port && (await tryListen(port)) !== undefined) return port
  const any = await tryListen(0)
  if (any === undefined) throw new Error('no free port on 127.0.0.1')
  return any
}

function tryListen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === 'object' ? address.port : undefined))
    })
  })
}

/**
 * An empty socket folder. Emptied because a socket's own lock file refuses the start for ever once its pid has been
 * given to another process; the caller has made sure that no server runs. A data folder with a long path gets a short
 * one under /tmp.
 */
export function emptySocketDir(layout: Layout, account: Account): string {
  const inside = layout.socketDir
  const path = join(inside, '.s.PGSQL.65535')
  if (Buffer.byteLength(path) <= longestSocketPath) return renewed(inside, account)
  const mark = createHash('sha256').update(layout.dataDir).digest('hex').slice(0, 12)
  const short = `/tmp/throughline-${mark}`
  const there = lstatSync(short, { throwIfNoEntry: false })
  // Anybody may have put something there first: what is not ours is neither used nor touched.
  if (!there || (there.isDirectory() && there.uid === account.uid)) return renewed(short, account)
  const other = mkdtempSync('/tmp/throughline-')
  if (account.ids.uid !== undefined) chownSync(other, account.uid, account.gid)
  return other
}

function renewed(folder: string, account: Account): string {
  rmSync(folder, { recursive: true, force: true })
  makeFolder(folder, account)
  return folder
}

/** Tells other applications on this folder where the server listens, and the next start which port it had. */
export function publish(file: string, address: Address & { pid: number }): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(address), { mode: 0o600 })
  renameSync(draft, file)
}

/** The address last published, if any. */
export function published(file: string): (Address & { pid: number }) | undefined {
  try {
    const { port, socketDir, pid } = JSON.parse(readFileSync(file, 'utf8'))
    return { port: Number(port), socketDir: String(socketDir), pid: Number(pid) }
  } catch {
    return undefined
  }
}
