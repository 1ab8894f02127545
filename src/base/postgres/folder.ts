// The data folder: what lies where in it, and who may enter.
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { type Account, firstClosedFolder } from './account.ts'
import { PostgresFailure } from './errors.ts'

/** Where everything of one embedded database lies. Only `socketDir` may lie outside `dataDir`. */
export type Layout = {
  dataDir: string
  pgdata: string
  /** A cluster is made here and renamed, so that a killed start leaves no half-made database. */
  pgdataInTheMaking: string
  passwordFile: string
  logFile: string
  pidFile: string
  lockFile: string
  connFile: string
  socketDir: string
  /** Copies of the programs, when the installed ones cannot be used where they are. */
  programsDir: string
}

/** The names inside a data folder. */
export function layoutOf(dataDir: string): Layout {
  const pgdata = join(dataDir, 'pgdata')
  return {
    dataDir,
    pgdata,
    pgdataInTheMaking: join(dataDir, 'pgdata.new'),
    passwordFile: join(dataDir, 'password'),
    logFile: join(dataDir, 'postgres.log'),
    pidFile: join(pgdata, 'postmaster.pid'),
    lockFile: join(dataDir, 'throughline.lock'),
    connFile: join(dataDir, 'throughline.conn'),
    socketDir: join(dataDir, 'socket'),
    programsDir: join(dataDir, 'programs'),
  }
}

/**
 * Makes the data folder where it is missing, and refuses one that the server's user may not enter or that we may not
 * write. A folder that was there before keeps its owner and its rights: they are not ours to change.
 */
export async function prepareDataFolder(dataDir: string, account: Account): Promise<void> {
  const closed = await firstClosedFolder(dataDir, account)
  if (closed)
    throw new PostgresFailure('data_folder_closed', { dataDir, closed, user: account.name })
  try {
    makePassable(dataDir)
    accessSync(dataDir, constants.W_OK)
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw new PostgresFailure('data_folder_not_writable', { dataDir, reason }, cause)
  }
}

/** Makes a folder that everybody may enter. Explicit rights, because a strict umask would lock the service user out of a folder made by root. */
export function makePassable(folder: string): void {
  if (existsSync(folder)) return
  makePassable(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    // Another application starting on the same folder was faster.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return
    throw error
  }
  chmodSync(folder, 0o755)
}

/** Refuses to make a database among somebody else's files. */
export function refuseForeignData(layout: Layout): void {
  if (existsSync(layout.pgdata)) return
  const ours = /^(lost\+found|pgdata|password|socket|programs|postgres\.log|throughline\.)/
  const foreign = readdirSync(layout.dataDir).filter((name) => !ours.test(name))
  if (foreign.length === 0) return
  const params = { dataDir: layout.dataDir, found: foreign.slice(0, 3).join(', ') }
  throw new PostgresFailure('data_folder_not_ours', params)
}

/** A folder for the server alone. */
export function makeFolder(folder: string, account: Account): void {
  mkdirSync(folder, { mode: 0o700 })
  if (account.ids.uid !== undefined) chownSync(folder, account.uid, account.gid)
}
