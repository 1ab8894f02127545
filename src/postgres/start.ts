import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Account, chooseAccount } from './account.ts'
import { publish } from './address.ts'
import { adopt } from './adopt.ts'
import { findInstalled, usablePrograms } from './binaries.ts'
import { bringUp, type Plan, type Server } from './bringup.ts'
import { type Opened, openDatabase } from './database.ts'
import { prepareDataFolder, refuseForeignData } from './folders.ts'
import { initialiseOnce, refuseOtherVersion } from './initialise.ts'
import { ownOrJoin } from './join.ts'
import { type Layout, layoutOf } from './layout.ts'
import type { Lock } from './lock.ts'
import { type Log, silent } from './log.ts'
import { findProcess, isServerOn } from './processes.ts'
import type { Settings } from './settings.ts'
import { settle } from './settle.ts'
import { stopServer } from './stop.ts'
import { watch } from './watch.ts'

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
  how: 'created' | 'started' | 'adopted'
  pid: number
  /** False when another application on this folder runs the server: that one stops it. */
  owned: boolean
  stop(): Promise<void>
}

/**
 * Starts the embedded database in `dataDir`, or takes over the one that runs there. While we live, a server that dies
 * is started again. When we die, the server lives on and the next start adopts it. Refuses with a `PostgresFailure`.
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
  if ('server' in place) return guestOf(layout, place.server)
  try {
    return await own(await planFor(layout, account, installed, options), place)
  } catch (error) {
    place.release()
    throw error
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
  const running = await settle(layout, log)
  const adopted = running && (await adopt(plan, running))
  const server = adopted ?? (await bringUp(plan))
  const { url, version } = await openOrStop(layout, server)
  // Only now: others join what is published, and would make the same database.
  publish(layout.connFile, server)
  log('ready', { ...server, version })
  const how = adopted ? 'adopted' : created ? 'created' : 'started'
  return owned(plan, lock, server, { url, version, how })
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

function owned(
  plan: Plan,
  lock: Lock,
  first: Server,
  known: Pick<Cluster, 'url' | 'version' | 'how'>,
): Cluster {
  const { layout } = plan
  const watched = watch(plan, first)
  let stopped: Promise<void> | undefined
  async function stop(): Promise<void> {
    const { pid } = await watched.end()
    const found = findProcess(pid)
    // Lost for good, and its pid may by now belong to somebody else.
    if (found && isServerOn(layout.pgdata, found)) await stopServer(pid, layout.logFile)
    lock.release()
  }
  return {
    ...known,
    dataDir: layout.dataDir,
    port: first.port,
    socketDir: first.socketDir,
    owned: true,
    get pid() {
      return watched.server().pid
    },
    stop() {
      stopped ??= stop()
      return stopped
    },
  }
}

/** The server of another application on the same folder: used, and left alone at the end. */
async function guestOf(layout: Layout, server: Server): Promise<Cluster> {
  const { url, version } = await openDatabase(layout, server)
  const { dataDir } = layout
  return { url, version, dataDir, ...server, how: 'adopted', owned: false, stop: async () => {} }
}
