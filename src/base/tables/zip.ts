import type { FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { fromRandomAccessReaderPromise, type ZipFile } from 'yauzl'
import type { Limits } from './limits.ts'
import { type TableParams, TableProblem } from './table.ts'
import { readDirectory, type ZipEntry } from './zip-directory.ts'
import { readerOf } from './zip-reader.ts'

/** An archive whose directory has been checked; `unpacked` counts every byte inflated from it so far. */
export type Zip = {
  file: ZipFile
  entries: Map<string, ZipEntry>
  limits: Limits
  unpacked: number
}

/** Opens an archive after checking its directory against the limits. Throws TableProblem. */
export async function openZip(handle: FileHandle, size: number, limits: Limits): Promise<Zip> {
  try {
    // Names and sizes are judged by us, so that each fault has its own code.
    const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false }
    const file = await fromRandomAccessReaderPromise(readerOf(handle), size, options)
    return { file, entries: await readDirectory(file, limits), limits, unpacked: 0 }
  } catch (error) {
    throw problemOf(error, { why: 'directory' })
  }
}

/**
 * Unpacks one entry as a stream of pieces. What the directory says about sizes is not believed: the bytes are
 * counted as they come, and their checksum must be the stated one. Throws TableProblem `damaged` {entry, why},
 * `ratio_too_high`, `too_large_unpacked`.
 */
export async function* unpack(zip: Zip, entry: ZipEntry): AsyncGenerator<Buffer> {
  let bytes = 0
  let checksum = 0
  for await (const piece of pieces(zip, entry)) {
    bytes += piece.length
    zip.unpacked += piece.length
    checksum = crc32(piece, checksum)
    checkGrowth(zip, entry, bytes)
    yield piece
  }
  if (bytes !== entry.unpacked) throw damaged(entry, 'size')
  if (checksum !== entry.checksum) throw damaged(entry, 'checksum')
}

function checkGrowth(zip: Zip, entry: ZipEntry, bytes: number): void {
  const { limits } = zip
  if (zip.unpacked > limits.unpackedBytes)
    throw new TableProblem('too_large_unpacked', { limit: limits.unpackedBytes })
  if (bytes > limits.ratioFloorBytes && bytes > entry.packed * limits.ratio)
    throw new TableProblem('ratio_too_high', { entry: entry.name, limit: limits.ratio })
  if (bytes > entry.unpacked) throw damaged(entry, 'size')
}

async function* pieces({ file }: Zip, entry: ZipEntry): AsyncGenerator<Buffer> {
  const { name } = entry
  const stream: Readable = await file.openReadStreamPromise(entry.stated).catch((error) => {
    throw problemOf(error, { entry: name, why: 'header' })
  })
  try {
    yield* stream
  } catch (error) {
    throw problemOf(error, { entry: name, why: 'deflate' })
  }
}

/** What yauzl and zlib find wrong is the file's fault; what the system says of a read is the machine's. */
function problemOf(error: unknown, params: TableParams): unknown {
  if (error instanceof TableProblem) return error
  const isSystems = error instanceof Error && 'syscall' in error
  return isSystems ? error : new TableProblem('damaged', params)
}

function damaged(entry: ZipEntry, why: string): TableProblem {
  return new TableProblem('damaged', { entry: entry.name, why })
}
