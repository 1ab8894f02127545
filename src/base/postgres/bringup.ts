// A server on the folder: the one that runs there, or one launched.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Account } from './account.ts'
import { type Address, emptySocketDir, freePort, published } from './address.ts'
import { freeBallast, keepBallast } from './ballast.ts'
import type { Programs } from './binaries.ts'
import { openDatabase } from './database.ts'
import { PostgresFailure } from './errors.ts'
import type { Layout } from './folder.ts'
import { isReady, type LastWords, launch, patienceMs } from './launch.ts'
import type { Log } from './log.ts'
import type { PidFile } from './pidfile.ts'
import { isAlive } from './processes.ts'
import { type Settings, serverArguments } from './settings.ts'
import { settle } from './settle.ts'
import { stopServer } from './stop.ts'

/** All that is decided before a server is launched. */
export type Plan = {
  layout: Layout
  account: Account
  programs: Programs
  settings: Settings
  /** Ports by preference. */
  ports: (number | undefined)[]
  log: Log
}

/** A server that is ready. */
export type Server = Address & { pid: number }

const attempts = 5
const adoptionPatience = { fastMs: 10_000, immediateMs: 10_000 }

/** Adopts the server that outlived its application on this folder; where none did, or none that can be used, launches one. */
export async function bringUp(plan: Plan): Promise<{ server: Server; adopted: boolean }> {
  const running = await settle(plan.layout, plan.log)
  const adopted = running && (await adopt(plan, running))
  return { server: adopted ?? (await launchOne(plan)), adopted: adopted !== undefined }
}

/**
 * Waits until the running server is ready, logs in, and compares identity and version. One that fails any of it is stopped,
 * and undefined returned.
 */
async function adopt(plan: Plan, file: PidFile): Promise<Server | undefined> {
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
    await stopServer(file.pid, layout.logFile, adoptionPatience)
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

/**
 * Launches a server where none runs, and renews the ballast. What can be put right is put right and tried again: a port
 * taken in between, a predecessor still leaving, a full disk with ballast on it.
 */
async function launchOne(plan: Plan): Promise<Server> {
  const { layout, account, log } = plan
  let refused: LastWords = { reason: '', hint: '', story: '' }
  for (let attempt = 0; attempt < attempts; attempt++) {
    const stored = published(layout.connFile)?.port
    const port = await freePort([...plan.ports, stored])
    const address = { port, socketDir: emptySocketDir(layout, account) }
    const args = serverArguments(layout.pgdata, address, plan.settings)
    const launched = await launch(layout, plan.programs.postgres, args, account)
    if (launched.ready) {
      const server = { ...address, pid: launched.pid }
      keepBallast(layout.pgdata, account)
      return server
    }
    refused = launched.lastWords
    log('start_refused', { reason: refused.reason, hint: refused.hint })
    if (!(await putRight(plan, refused.story))) break
  }
  const { reason, hint } = refused
  throw new PostgresFailure('start_failed', { reason, hint, log: layout.logFile })
}

/** True when another attempt may succeed. */
async function putRight(plan: Plan, story: string): Promise<boolean> {
  if (/No space left on device/.test(story)) {
    const freed = freeBallast(plan.layout.pgdata)
    if (freed) plan.log('ballast_freed', { dataDir: plan.layout.dataDir })
    return freed
  }
  if (/already exists|pre-existing shared memory/.test(story)) {
    await sleep(200)
    return (await settle(plan.layout, plan.log)) === undefined
  }
  return /Address already in use|could not create any TCP/.test(story)
}
