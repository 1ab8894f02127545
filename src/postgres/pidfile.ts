import { readFileSync } from 'node:fs'

/** What PostgreSQL says about itself in postmaster.pid. */
export type PidFile = {
  pid: number
  dataDir: string
  port: number
  socketDir: string
  /** Identifier of the System V shared memory segment, where the platform has one. */
  sharedMemoryId: number | undefined
  status: string
}

/** The file's text; undefined when there is none. */
export function readPidFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Reads the eight lines of postmaster.pid (pid, data folder, start time, port, socket folder, listen address, shared
 * memory, status). Undefined when the text is not such a file: empty after a crash, or garbage.
 */
export function parsePidFile(text: string): PidFile | undefined {
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  if (!Number.isSafeInteger(pid) || pid <= 0 || !lines[1]) return undefined
  const shared = Number((lines[6] ?? '').split(/\s+/)[1])
  return {
    pid,
    dataDir: lines[1],
    port: Number(lines[3]) || 0,
    socketDir: lines[4] ?? '',
    sharedMemoryId: Number.isSafeInteger(shared) && lines[6] ? shared : undefined,
    status: lines[7] ?? '',
  }
}
