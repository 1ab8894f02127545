import { existsSync, readFileSync, renameSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { PostgresFailure } from './errors.ts'
import type { Layout } from './folder.ts'
import type { Log } from './log.ts'
import { judge, type PidFile, parsePidFile, readPidFile, type Verdict } from './pidfile.ts'
import { allProcesses, findProcess, isServerOn, type Running, worksOn } from './processes.ts'
import { stopServer } from './stop.ts'

/** A killed server's children leave within about two seconds; a busy disk may hold them longer. */
const patienceMs = 15_000

/** How long a server without its pid file gets before it is asked less politely. */
const orphanPatience = { fastMs: 10_000, immediateMs: 10_000 }

/**
 * Waits until the data folder is free, and returns undefined; or returns the pid file of the server that runs there.
 * A pid file that names no server is set aside only when no process works on the folder and nobody is attached to its
 * shared memory: PostgreSQL itself refuses such a file for ever when its pid has been given to another process, or when
 * process 1 of a container never reaps the dead one.
 */
export async function settle(layout: Layout, log: Log): Promise<PidFile | undefined> {
  const until = Date.now() + patienceMs
  for (;;) {
    const seen = look(layout)
    if (seen.verdict === 'ours') return seen.file
    if (seen.occupants.length === 0 && seen.attachments === 0) {
      if (seen.verdict !== 'none' && seen.verdict !== 'dead') setAside(layout, seen.verdict, log)
      return undefined
    }
    await stopOrphan(layout, seen.occupants, log)
    if (Date.now() > until) throw inUse(layout, seen)
    await sleep(200)
  }
}

type Seen = {
  verdict: Verdict
  file: PidFile | undefined
  occupants: Running[]
  attachments: number
}

function look(layout: Layout): Seen {
  const text = readPidFile(layout.pidFile)
  const file = parsePidFile(text ?? '')
  return {
    verdict: judge(text, layout.pgdata, findProcess),
    file,
    occupants: allProcesses().filter((found) => worksOn(layout.pgdata, found)),
    attachments: attachmentsOf(file),
  }
}

/** A server whose pid file was removed or overwritten would end by itself within a minute; nobody can use it. */
async function stopOrphan(layout: Layout, occupants: Running[], log: Log): Promise<void> {
  const orphan = occupants.find((found) => isServerOn(layout.pgdata, found))
  if (!orphan) return
  log('orphan_stopped', { pid: orphan.pid })
  await stopServer(orphan.pid, layout.logFile, orphanPatience)
}

function inUse(layout: Layout, { occupants, attachments }: Seen): PostgresFailure {
  const pids = occupants.map((found) => found.pid).join(', ') || '–'
  return new PostgresFailure('folder_in_use', { dataDir: layout.dataDir, pids, attachments })
}

function setAside(layout: Layout, verdict: string, log: Log): void {
  log('pid_file_set_aside', { verdict })
  renameSync(layout.pidFile, `${layout.pidFile}.stale`)
}

/**
 * How many processes use the shared memory a pid file names. Key and identifier must both match: identifiers start
 * again at every boot, and the key comes from the folder.
 */
function attachmentsOf(file: PidFile | undefined): number {
  const table = '/proc/sysvipc/shm'
  const segment = file?.sharedMemory
  if (!segment || !existsSync(table)) return 0
  const rows = readFileSync(table, 'utf8').split('\n').slice(1)
  const row = rows
    .map((line) => line.trim().split(/\s+/).map(Number))
    .find(([key, id]) => key === segment.key && id === segment.id)
  return row?.[6] ?? 0
}
