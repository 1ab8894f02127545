import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Account, chooseAccount } from './account.ts'
import { publish } from './address.ts'
import { findInstalled, usablePrograms } from './binaries.ts'
import { bringUp, type Plan, type Server } from './bringup.ts'
import { type Opened, openDatabase } from './database.ts'
import { type Layout, layoutOf, prepareDataFolder, refuseForeignData } from './folder.ts'
import { initialiseOnce, refuseOtherVersion } from './initialise.ts'
import { type Joined, ownOrJoin, untilGone } from './join.ts'
import type { Lock } from './lock.ts'
import { type Log, silent } from './log.ts'
import { isServer } from './processes.ts'
import type { Settings } from './settings.ts'
import { stopServer } from './stop.ts'
import { type Watch, watch } from './watch.ts'

export type StartOptions = {
  /** A folder of its own for the database; made when missing. */
  dataDir: string
  /** The TCP port on loopback to prefer. */
  port?: number
  /** Over the default settings, as in postgresql.conf. */
  settings?: Settings
  log?: Log
}

/** A running embedded database. */
export type Cluster = {
  /** Of the database `throughline`, by the server's socket, for `pg`. */
  url: string
  socketDir: string
  port: number
  dataDir: string
  version: string
  /** `joined` is the server of another application, which owns it. */
  how: 'created' | 'started' | 'adopted' | 'joined'
  readonly pid: number
  /** Where we joined, fails once the server is gone and nobody is left who would start it again; else it never ends. */
  untilGone(): Promise<void>
  /** Stops the server, unless another application owns it. */
  stop(): Promise<void>
}

/**
 * Starts the embedded database in `dataDir`, or joins the one that another application runs there, or takes over the one that
 * an application left behind. Who starts or takes over owns the server: it starts it again when it dies, and stops it. Refuses
 * with a `PostgresFailure`.
 *
 * @public
 */
export async function startPostgres(options: StartOptions): Promise<Cluster> {
  const installed = findInstalled()
  const given = resolve(options.dataDir)
  const account = await chooseAccount(layoutOf(given).pgdata)
  await prepareDataFolder(given, account)
  const layout = layoutOf(realpathSync(given))
  refuseForeignData(layout)
  const place = await ownOrJoin(layout)
  if ('server' in place) return joined(layout, place)
  try {
    return await own(await planFor(layout, account, installed, options), place)
  } catch (error) {
    place.release()
    throw error
  }
}

function joined(layout: Layout, { server, ...opened }: Joined): Cluster {
  const stopped = new AbortController()
  return {
    ...opened,
    ...server,
    dataDir: layout.dataDir,
    how: 'joined',
    untilGone: () => untilGone(layout, stopped.signal),
    stop: async () => stopped.abort(),
  }
}

async function planFor(
  layout: Layout,
  account: Account,
  installed: string,
  options: StartOptions,
): Promise<Plan> {
  return {
    layout,
    account,
    programs: await usablePrograms(account, layout.programsDir, installed),
    settings: options.settings ?? {},
    ports: [options.port],
    log: options.log ?? silent,
  }
}

async function own(plan: Plan, lock: Lock): Promise<Cluster> {
  const { layout, programs, account, log } = plan
  const created = await initialiseOnce(layout, programs, account, log)
  refuseOtherVersion(layout, programs)
  const { server, adopted } = await bringUp(plan)
  const { url, version } = await openOrStop(layout, server)
  // Only now: others join what is published, and would make the same database.
  publish(layout.connFile, server)
  log('ready', { ...server, version })
  const watched = watch(plan, server)
  let stopped: Promise<void> | undefined
  return {
    url,
    version,
    socketDir: server.socketDir,
    port: server.port,
    dataDir: layout.dataDir,
    how: adopted ? 'adopted' : created ? 'created' : 'started',
    get pid() {
      return watched.server().pid
    },
    untilGone: () => new Promise(() => {}),
    stop() {
      stopped ??= stopOwned(layout, lock, watched)
      return stopped
    },
  }
}

/** A server we cannot use must not be left behind without an owner. */
async function openOrStop(layout: Layout, server: Server): Promise<Opened> {
  try {
    return await openDatabase(layout, server)
  } catch (error) {
    await stopServer(server.pid, layout.logFile)
    throw error
  }
}

async function stopOwned(layout: Layout, lock: Lock, watched: Watch): Promise<void> {
  try {
    const { pid } = await watched.end()
    // Lost for good, and its pid may by now belong to somebody else.
    if (isServer(layout.pgdata, pid)) await stopServer(pid, layout.logFile)
  } finally {
    lock.release()
  }
}
