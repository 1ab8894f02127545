import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { LIMITS, type Limits } from './limits.ts'
import { endReader, type ReaderProcess, readerGone, startReader } from './reader-process.ts'
import { type TableChunk, TableProblem } from './table.ts'
import { type Message, unpackRows } from './wire.ts'

export type ReadTableOptions = { signal?: AbortSignal }

/**
 * Reads a stranger's XLSX or CSV file in a child process, chunk by chunk in file order, the header row first.
 * What kind of file it is, its content decides. Rows before a fault are delivered, then the iteration throws
 * TableProblem (see TableProblemCode). A missing file throws the system's error; an abort throws the signal's
 * reason. However the iteration ends, the child process is gone when it has.
 */
export function readTable(
  path: string,
  options: ReadTableOptions = {},
): AsyncGenerator<TableChunk> {
  return readTableWithin(path, LIMITS, options)
}

/** `readTable` with limits of the caller's own. */
export async function* readTableWithin(
  path: string,
  limits: Limits,
  { signal }: ReadTableOptions = {},
): AsyncGenerator<TableChunk> {
  signal?.throwIfAborted()
  await stat(path)
  const child = startReader({ path: resolve(path), limits })
  const errors = collectErrors(child)
  const abort = () => child.kill('SIGKILL')
  signal?.addEventListener('abort', abort)
  try {
    for await (const message of within(limits.seconds, child)) {
      signal?.throwIfAborted()
      if ('rows' in message) yield { rows: unpackRows(message.rows) }
      else if ('end' in message) return
      else throw failure(message)
    }
    signal?.throwIfAborted()
    await readerGone(child)
    throw sudden(errors.text(), limits)
  } finally {
    signal?.removeEventListener('abort', abort)
    await endReader(child)
  }
}

/**
 * The child's messages. Only the time spent waiting for the child counts against it: a caller that takes long over
 * a chunk makes the child wait, and that is no fault of the file.
 */
async function* within(seconds: number, child: ReaderProcess): AsyncGenerator<Message> {
  const source = lines(child.stdout)
  let left = seconds * 1000
  let late = false
  for (;;) {
    const since = performance.now()
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, left)
    const next = await source.next()
    clearTimeout(timer)
    left = Math.max(1, left - (performance.now() - since))
    if (late) throw new TableProblem('timeout', { seconds })
    if (next.done) return
    yield JSON.parse(next.value)
  }
}

async function* lines(output: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let parts: string[] = []
  for await (const bytes of output) {
    const pieces = decoder.decode(bytes, { stream: true }).split('\n')
    const last = pieces.pop() ?? ''
    for (const piece of pieces) {
      yield parts.join('') + piece
      parts = []
    }
    parts.push(last)
  }
}

function failure(message: Exclude<Message, { rows: unknown } | { end: true }>): Error {
  if ('fault' in message) return new Error(`the table reader failed: ${message.fault}`)
  const { code, params, place } = message.problem
  return new TableProblem(code, params, place)
}

/** The child went without a word: V8 says on its way out when the heap was the cause. */
function sudden(errors: string, limits: Limits): Error {
  return /heap out of memory|allocation failed/i.test(errors)
    ? new TableProblem('out_of_memory', { megabytes: limits.heapMegabytes })
    : new Error(`the table reader ended without an answer: ${errors}`)
}

function collectErrors(child: ReaderProcess): { text(): string } {
  let text = ''
  // A process that could not be started says so here, and its output ends at once.
  child.on('error', (error) => {
    text += error.message
  })
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    text = (text + piece).slice(-4_000)
  })
  return { text: () => text }
}
