import { setTimeout as sleep } from 'node:timers/promises'
import type { Plan, Server } from './bringup.ts'
import { openDatabase } from './database.ts'
import { PostgresFailure } from './errors.ts'
import { isReady, patienceMs } from './launch.ts'
import type { PidFile } from './pidfile.ts'
import { isAlive } from './processes.ts'
import { stopServer } from './stop.ts'

const stopPatience = { fastMs: 10_000, immediateMs: 10_000 }

/**
 * Takes over a server that outlived its application: waits until it is ready, logs in, and compares identity and
 * version. One that fails any of it is stopped, and undefined returned: the caller starts its own.
 */
export async function adopt(plan: Plan, file: PidFile): Promise<Server | undefined> {
  const { layout, log } = plan
  const server = { pid: file.pid, port: file.port, socketDir: file.socketDir }
  try {
    await becomesReady(plan, file.pid)
    const { version } = await openDatabase(layout, server)
    if (version !== plan.programs.version) throw new Error(`it is version ${version}`)
    return server
  } catch (error) {
    log('not_adopted', { pid: file.pid, reason: error instanceof Error ? error.message : '' })
  }
  try {
    await stopServer(file.pid, layout.logFile, stopPatience)
    return undefined
  } catch (cause) {
    const params = { pid: file.pid, dataDir: layout.dataDir, log: layout.logFile }
    throw new PostgresFailure('adopted_server_stuck', params, cause)
  }
}

async function becomesReady(plan: Plan, pid: number): Promise<void> {
  const until = Date.now() + patienceMs
  while (!isReady(plan.layout.pidFile, pid)) {
    if (!isAlive(pid)) throw new Error('it ended')
    if (Date.now() > until) throw new Error('it does not become ready')
    await sleep(50)
  }
}
