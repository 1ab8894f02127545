// Using the server of another application on the same folder, which owns it: it alone starts and stops it.
import { setTimeout as sleep } from 'node:timers/promises'
import { published } from './address.ts'
import type { Server } from './bringup.ts'
import { type Opened, openDatabase } from './database.ts'
import { PostgresFailure } from './errors.ts'
import type { Layout } from './folder.ts'
import { isReady, patienceMs } from './launch.ts'
import { isHeld, isHolder, type Lock, takeLock } from './lock.ts'
import { isServer } from './processes.ts'

/** The server of the application that has the lock, and what our login to it learned. */
export type Joined = Opened & { server: Server }

/**
 * The lock, which makes us the owner of the folder's database; or the server of the application that has it, once that
 * one is ready. If the other one goes meanwhile, the lock becomes ours.
 */
export async function ownOrJoin(layout: Layout): Promise<Lock | Joined> {
  const until = Date.now() + patienceMs
  for (;;) {
    const found = takeLock(layout.lockFile)
    if (!isHolder(found)) return found
    const joined = await tryToJoin(layout)
    if (joined) return joined
    if (Date.now() > until) {
      const { pid, host } = found
      throw new PostgresFailure('another_app_starting', { pid, host, dataDir: layout.dataDir })
    }
    await sleep(100)
  }
}

async function tryToJoin(layout: Layout): Promise<Joined | undefined> {
  const server = published(layout.connFile)
  const accepts = () => server !== undefined && isReady(layout.pidFile, server.pid)
  if (!server || !accepts() || !isServer(layout.pgdata, server.pid)) return undefined
  try {
    return { server, ...(await openDatabase(layout, server)) }
  } catch (error) {
    if (accepts()) throw error
    // Its owner is just stopping it.
    return undefined
  }
}

const everyMs = 500

/**
 * Fails once the server is gone and nobody is left who would start it again; comes back when the signal says so. One that
 * outlives its owner is not gone: it serves until the next who starts here, and so owns it, stops it.
 */
export async function untilGone(layout: Layout, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    if (!isThere(layout)) throw new PostgresFailure('server_gone', { dataDir: layout.dataDir })
    await sleep(everyMs, undefined, { ref: false })
  }
}

function isThere({ connFile, pgdata, lockFile }: Layout): boolean {
  const server = published(connFile)
  return (server !== undefined && isServer(pgdata, server.pid)) || isHeld(lockFile)
}
