// A file that stands for a living process: it says which one, and counts for nothing once that process is gone.
import {
  chmodSync,
  linkSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { findProcess } from './processes.ts'

/** The process a file stands for. */
export type Holder = { pid: number; startedAt: string; host: string }

const beatMs = 10_000
/** A holder on another host or in another container cannot be looked up; its file is alive while it is touched. */
const silentAfterMs = 3 * beatMs

/** This process, as its files say it. */
export function self(): string {
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

/**
 * Makes the file, unless it is there. It appears with its content or not at all, so nobody reads half of it.
 */
export function createWith(file: string, content: string): boolean {
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
export function draftOf(file: string, content: string): string {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, content)
  // Nothing secret, and whoever starts next must be able to read it, whatever our umask.
  chmodSync(draft, 0o644)
  return draft
}

/** Keeps a file of ours alive until it is released; what somebody else has put in its place stays. */
export function hold(file: string, mine: string): { release(): void } {
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

/** The living process that a file with this text stands for, if any. */
export function livingHolder(file: string, text: string): Holder | undefined {
  const holder = parse(text)
  return holder && isAlive(file, holder) ? holder : undefined
}

function isAlive(file: string, holder: Holder): boolean {
  if (holder.host === here()) return findProcess(holder.pid)?.startedAt === holder.startedAt
  const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return Date.now() - touched < silentAfterMs
}

/** The file's text; undefined when there is none. */
export function readOr(file: string): string | undefined {
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
