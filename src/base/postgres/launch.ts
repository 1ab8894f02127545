import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  fchownSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Account, plainEnvironment } from './account.ts'
import { PostgresFailure } from './errors.ts'
import type { Layout } from './folder.ts'
import { parsePidFile, readPidFile } from './pidfile.ts'
import { stopServer } from './stop.ts'

/** How a launch ended: ready, or the last words of a server that gave up. */
export type Launch = { ready: true; pid: number } | { ready: false; lastWords: LastWords }

export type LastWords = { reason: string; hint: string; story: string }

/** No sign of progress for this long is a failure; recovery after a crash writes to its log and may take longer. */
export const patienceMs = 30_000
const longestLog = 10 * 1024 * 1024

/**
 * Starts `postgres` in a session of its own, so that Ctrl-C in the terminal reaches the application first and the
 * database lives until the application has drained. Its log is a file: a pipe would die with us.
 */
export async function launch(
  layout: Layout,
  program: string,
  args: string[],
  account: Account,
): Promise<Launch> {
  rotate(layout.logFile)
  const log = openSync(layout.logFile, 'a', 0o600)
  if (account.ids.uid !== undefined) fchownSync(log, account.uid, account.gid)
  const from = statSync(layout.logFile).size
  const child = spawn(program, args, {
    ...account.ids,
    cwd: '/',
    env: plainEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  let failure: string | undefined
  child.once('error', (error) => {
    failure = error.message
  })
  child.once('exit', (code, signal) => {
    failure ??= `the server ended with ${signal ?? `code ${code}`}`
  })
  child.unref()
  const pid = child.pid ?? 0
  const begun = Date.now()
  while (failure === undefined) {
    if (isReady(layout.pidFile, pid)) return { ready: true, pid }
    const lastSign = Math.max(begun, statSync(layout.logFile).mtimeMs)
    if (Date.now() - lastSign > patienceMs) await giveUp(layout, pid)
    await sleep(20)
  }
  return { ready: false, lastWords: lastWords(layout.logFile, from, failure) }
}

/** True when the server with this pid says that it accepts connections. */
export function isReady(pidFile: string, pid: number): boolean {
  const found = parsePidFile(readPidFile(pidFile) ?? '')
  return found !== undefined && found.pid === pid && found.ready
}

async function giveUp(layout: Layout, pid: number): Promise<never> {
  await stopServer(pid, layout.logFile)
  const params = { pid, seconds: patienceMs / 1000, log: layout.logFile }
  throw new PostgresFailure('start_timed_out', params)
}

function lastWords(logFile: string, from: number, otherwise: string): LastWords {
  const story = readFileSync(logFile).subarray(from).toString('utf8')
  const last = (word: RegExp) =>
    story
      .match(word)
      ?.at(-1)
      ?.replace(/^[A-Z]+: +/, '')
  const reason = last(/(FATAL|PANIC): .*/g) ?? last(/could not .*|.*error.*/g) ?? otherwise
  return { reason, hint: last(/HINT: .*/g) ?? '', story }
}

/** One old log is kept: the story of a crash outlives the start after it. */
function rotate(logFile: string): void {
  if (existsSync(logFile) && statSync(logFile).size > longestLog)
    renameSync(logFile, `${logFile}.1`)
}
