// Looking after the server: whoever has the lock does, until the last who uses it has gone.
import { publish, published } from './address.ts'
import { adopt } from './adopt.ts'
import { bringUp, type Plan, type Server } from './bringup.ts'
import type { Layout } from './layout.ts'
import { isHolder, type Lock, takeLock } from './lock.ts'
import type { Log } from './log.ts'
import { parsePidFile, readPidFile } from './pidfile.ts'
import { findProcess, isServerOn } from './processes.ts'
import { settle } from './settle.ts'
import { stopServer } from './stop.ts'
import { isUsed } from './users.ts'
import { type Watch, watch } from './watch.ts'

/** What the owner has: nobody else starts, watches or stops the server. */
export type Keeping = { lock: Lock; watched: Watch }

const everyMs = 500

export type Waiting = {
  /** What we look after by now; null while somebody else does. */
  kept(): Keeping | null
  /** Waits no longer; answers what we look after. */
  end(): Promise<Keeping | null>
}

/**
 * Waits beside an owner: once the owner is gone, the server is ours to look after, and started again where it died with its
 * owner. Of several who wait one gets it, and the others go on waiting. Log codes: `taken_over`, `not_taken_over`.
 */
export function waitToKeep(layout: Layout, plan: () => Promise<Plan>, log: Log): Waiting {
  let kept: Keeping | null = null
  let work = Promise.resolve()
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    work = look()
      .catch((error) => log('not_taken_over', { reason: String((error as Error)?.message) }))
      .finally(() => {
        busy = false
      })
  }, everyMs)
  timer.unref()

  async function look(): Promise<void> {
    const lock = takeLock(layout.lockFile)
    if (isHolder(lock)) return
    try {
      kept = await takeOver(await plan(), lock)
      clearInterval(timer)
    } catch (error) {
      lock.release()
      throw error
    }
  }

  return {
    kept: () => kept,
    async end() {
      clearInterval(timer)
      await work
      return kept
    },
  }
}

async function takeOver(plan: Plan, lock: Lock): Promise<Keeping> {
  const { layout, log } = plan
  // Pools know it by this address.
  const { port } = published(layout.connFile) ?? {}
  const running = await settle(layout, log)
  const adopted = running && (await adopt(plan, running))
  const server = adopted ?? (await bringUp({ ...plan, ports: [port] }))
  publish(layout.connFile, server)
  log('taken_over', { ...server })
  return { lock, watched: watch(plan, server) }
}

/** Leaves a server that we looked after: stopped when nobody uses it, else left to those who do. */
export async function leaveServer(
  layout: Layout,
  { lock, watched }: Keeping,
  log: Log,
): Promise<void> {
  await stopUnlessUsed(layout, lock, await watched.end(), log)
}

/** Leaves a server that somebody else looks after; where they have gone and nobody uses it, it is stopped. */
export async function leaveAsGuest(layout: Layout, log: Log): Promise<void> {
  const lock = isUsed(layout) ? null : takeLock(layout.lockFile)
  if (!lock || isHolder(lock)) return
  const file = parsePidFile(readPidFile(layout.pidFile) ?? '')
  if (file) await stopUnlessUsed(layout, lock, file, log)
  else lock.release()
}

/**
 * Who joins says so first and reads the address then; here the address is taken back first and the users are looked for then,
 * so that one of the two sees the other. One of those who use it takes the lock and looks after it from then on.
 */
async function stopUnlessUsed(layout: Layout, first: Lock, server: Server, log: Log) {
  const { port, socketDir, pid } = server
  for (let lock = first; ; ) {
    publish(layout.connFile, { port, socketDir, pid: nobody })
    if (!isUsed(layout)) return await stopIfOurs(layout, server).finally(() => lock.release())
    publish(layout.connFile, { port, socketDir, pid })
    log('left_running', { pid })
    lock.release()
    // The last of them may have gone while the lock was still ours, and have left it to us.
    const again = isUsed(layout) ? null : takeLock(layout.lockFile)
    if (!again || isHolder(again)) return
    lock = again
  }
}

/** No process has this number: an address under which nobody is joined. */
const nobody = 0

async function stopIfOurs(layout: Layout, { pid }: Server): Promise<void> {
  const found = findProcess(pid)
  // Lost for good, and its pid may by now belong to somebody else.
  if (found && isServerOn(layout.pgdata, found)) await stopServer(pid, layout.logFile)
}
