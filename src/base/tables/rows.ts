import { type FileHandle, open } from 'node:fs/promises'
import { readCsv } from './csv.ts'
import { kindOf } from './kind.ts'
import type { Limits } from './limits.ts'
import { TableProblem, type TableRow } from './table.ts'
import { readXlsx } from './xlsx.ts'

const HEAD_BYTES = 65_536

/**
 * The rows of a file in this process, without limits on time and memory: the work of the child process.
 * Throws TableProblem for what the file is, other errors for what the machine is.
 */
export async function* readRows(path: string, limits: Limits): AsyncGenerator<TableRow[]> {
  const file = await open(path)
  try {
    yield* rowsOf(file, limits)
  } finally {
    await file.close()
  }
}

async function* rowsOf(file: FileHandle, limits: Limits): AsyncGenerator<TableRow[]> {
  const { size } = await file.stat()
  if (size > limits.fileBytes)
    throw new TableProblem('too_large', { found: size, limit: limits.fileBytes })
  const head = Buffer.alloc(Math.min(size, HEAD_BYTES))
  await file.read(head, 0, head.length, 0)
  let rows = 0
  const read = kindOf(head) === 'xlsx' ? readXlsx(file, size, limits) : readCsv(file, head, limits)
  for await (const some of read) {
    rows += some.length
    yield some
  }
  if (rows === 0) throw new TableProblem('empty')
}
