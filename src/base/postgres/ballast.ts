import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  realpathSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Account } from './account.ts'

const megabyte = 1024 * 1024
const largest = 64
/** Two segments of the write-ahead log: what recovery needs to finish and make its checkpoint. */
const smallest = 32

/**
 * Keeps 32–64 MB on the volume of the write-ahead log that can be given up when it is full: a full one stops the
 * server, and without room it cannot even recover. Nothing is kept where the volume is nearly full already.
 */
export function keepBallast(pgdata: string, account: Account): void {
  const file = ballastFile(pgdata)
  if (existsSync(file)) return
  const { bavail, bsize } = statfsSync(realpathSync(join(pgdata, 'pg_wal')))
  const size = Math.min(largest, Math.floor((bavail * bsize) / megabyte / 4))
  if (size < smallest) return
  fill(file, size)
  if (account.ids.uid !== undefined) chownSync(file, account.uid, account.gid)
}

/** Gives the ballast up; false when there was none. */
export function freeBallast(pgdata: string): boolean {
  const file = ballastFile(pgdata)
  if (!existsSync(file)) return false
  rmSync(file)
  return true
}

/** PostgreSQL passes over files in pg_wal that are not named like its own. */
function ballastFile(pgdata: string): string {
  return join(pgdata, 'pg_wal', 'throughline.ballast')
}

/** Chance, not zeros: a file system that compresses would keep nothing of zeros. */
function fill(file: string, megabytes: number): void {
  const block = randomBytes(megabyte)
  const out = openSync(file, 'w', 0o600)
  try {
    for (let written = 0; written < megabytes; written++) writeSync(out, block)
  } finally {
    closeSync(out)
  }
}
