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
import { type Keeping, leaveAsGuest, leaveServer, type Waiting, waitToKeep } from './keep.ts'
import { type Layout, layoutOf } from './layout.ts'
import type { Lock } from './lock.ts'
import { type Log, silent } from './log.ts'
import type { Settings } from './settings.ts'
import { settle } from './settle.ts'
import { stopServer } from './stop.ts'
import { type User, useServer } from './users.ts'
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
  readonly pid: number
  /** False while another application on this folder looks after the server. */
  readonly owned: boolean
  /** Stops the server, unless another application uses it: then that one looks after it. */
  stop(): Promise<void>
}

/**
 * Starts the embedded database in `dataDir`, or joins the one that another application runs there, or takes over the one that
 * an application left behind. Who owns the server starts it again when it dies; when the owner goes, one of those who joined
 * owns it, and the last one stops it. Refuses with a `PostgresFailure`.
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
  const plan = () => planFor(layout, account, installed, options)
  const user = useServer(layout)
  try {
    const place = await ownOrJoin(layout)
    if ('server' in place)
      return await join(plan, layout, user, place.server, options.log ?? silent)
    return await ownOrRelease(plan, place, user)
  } catch (error) {
    user.leave()
    throw error
  }
}

async function ownOrRelease(plan: () => Promise<Plan>, lock: Lock, user: User): Promise<Cluster> {
  try {
    return await own(await plan(), lock, user)
  } catch (error) {
    lock.release()
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

async function own(plan: Plan, lock: Lock, user: User): Promise<Cluster> {
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
  const kept: Keeping = { lock, watched: watch(plan, server) }
  const waiting = { kept: () => kept, end: async () => kept }
  return clusterOf(layout, server, { url, version, how }, waiting, user, log)
}

/** The server of another application on the same folder; when that one is gone, ours to look after. */
async function join(
  plan: () => Promise<Plan>,
  layout: Layout,
  user: User,
  server: Server,
  log: Log,
): Promise<Cluster> {
  const { url, version } = await openDatabase(layout, server)
  const waiting = waitToKeep(layout, plan, log)
  return clusterOf(layout, server, { url, version, how: 'adopted' }, waiting, user, log)
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

function clusterOf(
  layout: Layout,
  first: Server,
  known: Pick<Cluster, 'url' | 'version' | 'how'>,
  waiting: Waiting,
  user: User,
  log: Log,
): Cluster {
  let stopped: Promise<void> | undefined
  async function stop(): Promise<void> {
    const kept = await waiting.end()
    user.leave()
    if (kept) await leaveServer(layout, kept, log)
    else await leaveAsGuest(layout, log)
  }
  return {
    ...known,
    dataDir: layout.dataDir,
    port: first.port,
    socketDir: first.socketDir,
    get owned() {
      return waiting.kept() !== null
    },
    get pid() {
      return waiting.kept()?.watched.server().pid ?? first.pid
    },
    stop() {
      stopped ??= stop()
      return stopped
    },
  }
}
