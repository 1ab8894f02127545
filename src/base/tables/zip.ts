import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { fileBytes } from './file-bytes.ts'
import type { Limits } from './limits.ts'
import { TableProblem } from './table.ts'
import { readDirectory, type ZipEntry } from './zip-directory.ts'

/** An archive whose directory has been checked; `unpacked` counts every byte inflated from it so far. */
export type Zip = {
  file: FileHandle
  entries: Map<string, ZipEntry>
  limits: Limits
  unpacked: number
}

/** Opens an archive after checking its directory against the limits. Throws TableProblem. */
export async function openZip(file: FileHandle, size: number, limits: Limits): Promise<Zip> {
  return { file, entries: await readDirectory(file, size, limits), limits, unpacked: 0 }
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

async function* pieces(zip: Zip, entry: ZipEntry): AsyncGenerator<Buffer> {
  const start = await dataStart(zip.file, entry)
  const packed = fileBytes(zip.file, start, start + entry.packed)
  if (entry.method === 'stored') yield* packed
  else yield* inflated(packed, entry)
}

async function* inflated(packed: AsyncIterable<Buffer>, entry: ZipEntry): AsyncGenerator<Buffer> {
  const source = Readable.from(packed)
  const inflate = source.pipe(createInflateRaw({ chunkSize: 65_536 }))
  source.on('error', (error) => inflate.destroy(error))
  try {
    yield* inflate
  } catch (error) {
    throw isDeflateFault(error) ? damaged(entry, 'deflate') : error
  } finally {
    source.destroy()
  }
}

function isDeflateFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^Z_/.test(String(error.code))
}

/** The local header repeats the name and may carry other extra fields: only it knows where the data begins. */
async function dataStart(file: FileHandle, entry: ZipEntry): Promise<number> {
  const header = Buffer.alloc(30)
  const { bytesRead } = await file.read(header, 0, 30, entry.offset)
  if (bytesRead < 30 || header.readUInt32LE(0) !== 0x04034b50) throw damaged(entry, 'header')
  return entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
}

function damaged(entry: ZipEntry, why: string): TableProblem {
  return new TableProblem('damaged', { entry: entry.name, why })
}
