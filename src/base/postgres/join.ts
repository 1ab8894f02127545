import { setTimeout as sleep } from 'node:timers/promises'
import { published } from './address.ts'
import type { Server } from './bringup.ts'
import { PostgresFailure } from './errors.ts'
import { isReady, patienceMs } from './launch.ts'
import type { Layout } from './layout.ts'
import { isHolder, type Lock, takeLock } from './lock.ts'
import { isAlive } from './processes.ts'

/**
 * The lock, which makes us the owner of the folder's database; or the server of the application that has it, once that
 * one is ready. If the other one dies meanwhile, the lock becomes ours.
 */
export async function ownOrJoin(layout: Layout): Promise<Lock | { server: Server }> {
  const until = Date.now() + patienceMs
  for (;;) {
    const found = takeLock(layout.lockFile)
    if (!isHolder(found)) return found
    const server = published(layout.connFile)
    if (server && isAlive(server.pid) && isReady(layout.pidFile, server.pid)) return { server }
    if (Date.now() > until) {
      const { pid, host } = found
      throw new PostgresFailure('another_app_starting', { pid, host, dataDir: layout.dataDir })
    }
    await sleep(100)
  }
}
