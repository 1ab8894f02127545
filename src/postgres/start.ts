import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { chooseAccount } from './account.ts'
import { usablePrograms } from './binaries.ts'
import { openDatabase } from './database.ts'
import { PostgresFailure } from './errors.ts'
import { makeFolder, prepareDataFolder } from './folders.ts'
import { initialiseOnce } from './initialise.ts'
import { launch } from './launch.ts'
import { layoutOf } from './layout.ts'
import { type Log, silent } from './log.ts'
import { freePort } from './ports.ts'
import { type Settings, serverArguments } from './settings.ts'
import { stopServer } from './stop.ts'

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
  stop(): Promise<void>
}

/**
 * Starts the embedded database in `dataDir`, or takes over the one that runs there. Refuses with a `PostgresFailure`.
 *
 * @public
 */
export async function startPostgres(options: StartOptions): Promise<Cluster> {
  const layout = layoutOf(resolve(options.dataDir))
  const log = options.log ?? silent
  const account = await chooseAccount(layout.pgdata)
  await prepareDataFolder(layout.dataDir, account)
  const programs = await usablePrograms(account, layout.programsDir)
  const created = await initialiseOnce(layout, programs, account, log)
  if (!existsSync(layout.socketDir)) makeFolder(layout.socketDir, account)
  const at = { port: await freePort([options.port]), socketDir: layout.socketDir }
  const args = serverArguments(layout.pgdata, at, options.settings ?? {})
  const launched = await launch(layout, programs.postgres, args, account)
  if (!launched.ready)
    throw new PostgresFailure('start_failed', {
      reason: launched.lastWords.reason,
      hint: launched.lastWords.hint,
      log: layout.logFile,
    })
  const { url, version } = await openDatabase(layout, at)
  return {
    url,
    ...at,
    dataDir: layout.dataDir,
    version,
    how: created ? 'created' : 'started',
    pid: launched.pid,
    stop: () => stopServer(launched.pid, layout.logFile),
  }
}
