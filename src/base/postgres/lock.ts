// Who owns the database of a folder: a file that stands for a living process, and counts for nothing once that one is gone.
import { hash } from 'node:crypto'
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

export type Lock = { release(): void }

/** The process a lock stands for. */
export type Holder = { pid: number; startedAt: string; host: string }

const beatMs = 10_000
/** A holder on another host or in another container cannot be looked up; its lock is alive while it is touched. */
const silentAfterMs = 3 * beatMs

/**
 * Takes the lock file, or returns who holds it or is about to. A lock whose process has gone, or whose pid now belongs to
 * another process, counts for nothing.
 */
export function takeLock(file: string): Lock | Holder {
  const mine = self()
  for (;;) {
    if (createWith(file, mine)) return hold(file, mine)
    const text = readOr(file)
    if (text === undefined) continue
    const holder = livingHolder(file, text)
    if (holder) return holder
    const taken = replace(file, text, mine)
    if (taken) return taken
  }
}

/** True for the result of `takeLock` that says somebody else has it. */
export function isHolder(found: Lock | Holder): found is Holder {
  return 'host' in found
}

/** Whether a living process has the lock. */
export function isHeld(file: string): boolean {
  return livingHolder(file, readOr(file) ?? '') !== undefined
}

/**
 * Puts our lock in the place of a dead one. Several may find it dead at once: only who holds the lock on its succession may
 * replace it, and whoever comes to that later finds another lock there. A successor that died half-way is succeeded alike.
 */
function replace(file: string, dead: string, mine: string): Lock | Holder | undefined {
  const succession = takeLock(`${file}.after-${hash('sha256', dead).slice(0, 12)}`)
  if (isHolder(succession)) return succession
  try {
    if (readOr(file) !== dead) return undefined
    renameSync(draftOf(file, mine), file)
    return hold(file, mine)
  } finally {
    succession.release()
  }
}

/** This process, as its locks say it. */
function self(): string {
  const startedAt = findProcess(process.pid)?.startedAt ?? ''
  return JSON.stringify({ pid: process.pid, startedAt, host: here() } satisfies Holder)
}

/** The machine and, in containers, the space in which process numbers mean something. */
function here(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

/** Makes the file, unless it is there. It appears with its content or not at all, so nobody reads half of it. */
function createWith(file: string, content: string): boolean {
  const draft = draftOf(file, content)
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

/** The content under another name beside the file. */
function draftOf(file: string, content: string): string {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, content)
  // Nothing secret, and whoever starts next must be able to read it, whatever our umask.
  chmodSync(draft, 0o644)
  return draft
}

/** Keeps a lock of ours alive until it is released; what somebody else has put in its place stays. */
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
    // Somebody removed the file or the whole folder; there is nothing left to keep alive.
  }
}

function livingHolder(file: string, text: string): Holder | undefined {
  const holder = parse(text)
  return holder && isAlive(file, holder) ? holder : undefined
}

function isAlive(file: string, holder: Holder): boolean {
  if (holder.host === here()) return findProcess(holder.pid)?.startedAt === holder.startedAt
  const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return Date.now() - touched < silentAfterMs
}

/** The file's text; undefined when there is none. */
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
