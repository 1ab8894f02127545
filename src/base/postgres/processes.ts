import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'

/** What the system knows of a process. A zombie has ended and waits for its parent to notice. */
export type Running = {
  pid: number
  zombie: boolean
  /** Together with the pid it names one process for ever; the format is the system's. */
  startedAt: string
  command: string
  /** Working folder; empty where the system does not tell. */
  folder: string
}

const onLinux = process.platform === 'linux'

/** The process with this pid, or undefined when there is none. */
export function findProcess(pid: number): Running | undefined {
  return onLinux ? fromProc(pid) : fromPs(['-p', String(pid)])[0]
}

/** Every process we may see. */
export function allProcesses(): Running[] {
  if (!onLinux) return fromPs(['-ax'])
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.flatMap((pid) => fromProc(Number(pid)) ?? [])
}

/** True when the process is there and not a zombie. */
export function isAlive(pid: number): boolean {
  const found = findProcess(pid)
  return found !== undefined && !found.zombie
}

/** True when the process with this pid is a server on this folder: a pid that was kept may belong to another by now. */
export function isServer(pgdata: string, pid: number): boolean {
  const found = findProcess(pid)
  return found !== undefined && isServerOn(pgdata, found)
}

/** True for a server (the postmaster) on this folder, whoever started it and from whichever copy of the programs. */
export function isServerOn(pgdata: string, found: Running): boolean {
  const program = found.command.split(' -D ')[0] ?? ''
  return (
    !found.zombie &&
    basename(program) === 'postgres' &&
    `${found.command} `.includes(` -D ${pgdata} `)
  )
}

/** True for a server on this folder and for its children, which are known by their title and their working folder. */
export function worksOn(pgdata: string, found: Running): boolean {
  const child = found.command.startsWith('postgres: ') && found.folder === pgdata
  return isServerOn(pgdata, found) || (child && !found.zombie)
}

function fromProc(pid: number): Running | undefined {
  const stat = readOr(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  if (!stat) return undefined
  // The name in brackets may hold spaces and brackets: fields are counted after the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return {
    pid,
    zombie: fields[0] === 'Z' || fields[0] === 'X',
    startedAt: fields[19] ?? '',
    command: readOr(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
      .replaceAll('\0', ' ')
      .trim(),
    folder: readOr(() => readlinkSync(`/proc/${pid}/cwd`)),
  }
}

function readOr(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}

function fromPs(which: string[]): Running[] {
  const columns = ['-o', 'pid=,stat=,lstart=,command=']
  const options = { encoding: 'utf8', env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' } } as const
  const listing = readOr(() => execFileSync('ps', [...which, '-ww', ...columns], options))
  return listing.split('\n').flatMap((line) => {
    const row = line.match(/^\s*(\d+)\s+(\S+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/)
    if (!row) return []
    const [, pid, state = '', startedAt = '', command = ''] = row
    return [{ pid: Number(pid), zombie: state.startsWith('Z'), startedAt, command, folder: '' }]
  })
}
