import { readFileSync } from 'node:fs'
import { isServerOn, type Running } from './processes.ts'

/** What PostgreSQL says about itself in postmaster.pid. */
export type PidFile = {
  pid: number
  port: number
  socketDir: string
  /** Key and identifier of the System V shared memory segment, where the platform has one. */
  sharedMemory: { key: number; id: number } | undefined
  ready: boolean
}

/** What a pid file means for somebody who wants to start. */
export type Verdict = 'none' | 'dead' | 'zombie' | 'ours' | 'other' | 'unreadable'

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
  const [key, id] = (lines[6] ?? '').split(/\s+/).map(Number)
  return {
    pid,
    port: Number(lines[3]) || 0,
    socketDir: lines[4] ?? '',
    sharedMemory: key && id !== undefined ? { key, id } : undefined,
    ready: lines[7] === 'ready',
  }
}

/** Judges a pid file; `find` looks a process up by its pid. */
export function judge(
  text: string | undefined,
  pgdata: string,
  find: (pid: number) => Running | undefined,
): Verdict {
  if (text === undefined) return 'none'
  const file = parsePidFile(text)
  if (!file) return 'unreadable'
  const found = find(file.pid)
  if (!found) return 'dead'
  if (found.zombie) return 'zombie'
  return isServerOn(pgdata, found) ? 'ours' : 'other'
}
