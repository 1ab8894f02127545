import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Request } from './wire.ts'

export type ReaderProcess = ChildProcessByStdio<Writable, Readable, Readable>

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url))
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
/** Of the environment the child gets only what a process needs to start: no secret is in reach of a parser's fault. */
const PASSED_ON = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT']

/** Starts the child process that reads one file. Its standard input only says that the parent lives. */
export function startReader(request: Request): ReaderProcess {
  const heap = `--max-old-space-size=${request.limits.heapMegabytes}`
  const env = Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]]))
  return spawn(process.execPath, [heap, '--import', TSX, CHILD, JSON.stringify(request)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env,
    cwd: dirname(CHILD),
    windowsHide: true,
  })
}

/** Ends the child whatever it is doing, closes its pipes, unread rows and all, and resolves when it is gone. */
export async function endReader(child: ReaderProcess): Promise<void> {
  for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe.destroy()
  if (hasEnded(child)) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** Resolves when the child is gone. */
export async function readerGone(child: ReaderProcess): Promise<void> {
  if (!hasEnded(child)) await once(child, 'exit')
}

function hasEnded(child: ReaderProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined
}
