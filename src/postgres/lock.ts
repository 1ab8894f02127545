import {
  chmodSync,
  linkSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { findProcess } from './processes.ts'

/** Who holds the application's lock on a data folder. */
export type Holder = { pid: number; startedAt: string; host: string }

export type Lock = { release(): void }

const beatMs = 10_000
/** A holder on another host or in another container cannot be looked up; its lock is alive while it is touched. */
const silentAfterMs = 3 * beatMs

/**
 * Takes the lock file, or returns who holds it. One application owns the database of a folder: it starts and stops it.
 * A lock whose process has gone, or whose pid now belongs to another process, counts for nothing.
 */
export function takeLock(file: string): Lock | Holder {
  const mine = JSON.stringify(self())
  for (;;) {
    if (createWith(file, mine)) return hold(file, mine)
    const text = readOr(file)
    if (text === undefined) continue
    const holder = parse(text)
    if (holder && isHeld(file, holder)) return holder
    removeIfStill(file, text)
  }
}

/** True for the result of `takeLock` that says somebody else has it. */
export function isHolder(found: Lock | Holder): found is Holder {
  return 'host' in found
}

function self(): Holder {
  return { pid: process.pid, startedAt: findProcess(process.pid)?.startedAt ?? '', host: here() }
}

/** The machine and, in containers, the space in which process numbers mean something. */
function here(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

/** The file appears with its content or not at all, so nobody reads half a lock. */
function createWith(file: string, content: string): boolean {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, content)
  // Nothing secret, and whoever starts next must be able to read it, whatever our umask.
  chmodSync(draft, 0o644)
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function hold(file: string, mine: string): Lock {
  const beat = setInterval(() => touch(file), beatMs)
  beat.unref()
  return {
    release() {
      clearInterval(beat)
      if (readOr(file) === mine) rmSync(file, { force: true })
    },
  }
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date())
  } catch {
    // Somebody removed the lock or the whole folder; there is nothing left to keep alive.
  }
}

function isHeld(file: string, holder: Holder): boolean {
  if (holder.host === here()) return findProcess(holder.pid)?.startedAt === holder.startedAt
  const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return Date.now() - touched < silentAfterMs
}

/** Two starters may find the same stale lock: only the one that moves that very lock away may remove it. */
function removeIfStill(file: string, stale: string): void {
  const aside = `${file}.stale.${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const moved = readOr(aside)
  if (moved !== undefined && moved !== stale) createWith(file, moved)
  rmSync(aside, { force: true })
}

function readOr(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function parse(text: string): Holder | undefined {
  try {
    const { pid, startedAt, host } = JSON.parse(text)
    return { pid: Number(pid), startedAt: String(startedAt), host: String(host) }
  } catch {
    return undefined
  }
}
