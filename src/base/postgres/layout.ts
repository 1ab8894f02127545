import { join } from 'node:path'

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
