import type { FileHandle } from 'node:fs/promises'
import type { Limits } from './limits.ts'
import { TableProblem } from './table.ts'

/** One file of an archive as its directory states it; sizes in bytes, `offset` of its local header. */
export type ZipEntry = {
  name: string
  method: 'stored' | 'deflated'
  packed: number
  unpacked: number
  checksum: number
  offset: number
}

const END_RECORD = Buffer.from('PK\x05\x06')
const END_BYTES = 22
const LONGEST_COMMENT = 65_535
/** 1,000 entries with names of ordinary length need a tenth of this. */
const DIRECTORY_BYTES = 4_000_000

/**
 * Reads the central directory and refuses what no honest workbook needs, before anything is unpacked. Names are
 * keyed in lower case, because the format's references to them are. Throws TableProblem `damaged` {why},
 * `encrypted`, `path_escape`, `too_many_entries`, `too_large_unpacked`, `ratio_too_high`.
 */
export async function readDirectory(
  file: FileHandle,
  size: number,
  limits: Limits,
): Promise<Map<string, ZipEntry>> {
  const { count, bytes, offset } = await readEnd(file, size)
  if (count > limits.zipEntries)
    throw new TableProblem('too_many_entries', { found: count, limit: limits.zipEntries })
  if (bytes > DIRECTORY_BYTES || offset + bytes > size) throw damaged('directory')
  const entries = parseEntries(await readAt(file, offset, bytes), count)
  checkSizes(entries, limits)
  checkOverlap(entries, offset)
  return byName(entries)
}

async function readEnd(file: FileHandle, size: number) {
  const length = Math.min(size, END_BYTES + LONGEST_COMMENT)
  const tail = await readAt(file, size - length, length)
  const at = tail.lastIndexOf(END_RECORD)
  if (at < 0 || at + END_BYTES > tail.length) throw damaged('end_missing')
  return {
    count: tail.readUInt16LE(at + 10),
    bytes: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
  }
}

function parseEntries(directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = []
  let at = 0
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50) {
    const nameBytes = directory.readUInt16LE(at + 28)
    const next =
      at + 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    if (next > directory.length) throw damaged('directory')
    entries.push(parseEntry(directory.subarray(at, next), nameBytes))
    at = next
  }
  if (entries.length !== count) throw damaged('directory')
  return entries
}

function parseEntry(record: Buffer, nameBytes: number): ZipEntry {
  const name = safeName(record.toString('utf8', 46, 46 + nameBytes))
  if (record.readUInt16LE(8) & 1) throw new TableProblem('encrypted', { entry: name })
  const method = record.readUInt16LE(10)
  if (method !== 0 && method !== 8)
    throw new TableProblem('damaged', { entry: name, why: 'method' })
  return {
    name,
    method: method === 0 ? 'stored' : 'deflated',
    checksum: record.readUInt32LE(16),
    packed: record.readUInt32LE(20),
    unpacked: record.readUInt32LE(24),
    offset: record.readUInt32LE(42),
  }
}

/** Nothing is ever written under these names; a name that tries to leave its folder still marks the sender. */
function safeName(written: string): string {
  const name = written.replaceAll('\\', '/')
  const escapes = name.startsWith('/') || /^[a-z]:/i.test(name) || name.split('/').includes('..')
  if (escapes || name.includes('\0')) throw new TableProblem('path_escape', { entry: name })
  return name
}

function checkSizes(entries: ZipEntry[], limits: Limits): void {
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0)
  if (unpacked > limits.unpackedBytes)
    throw new TableProblem('too_large_unpacked', { found: unpacked, limit: limits.unpackedBytes })
  const dense = entries.find(
    (entry) =>
      entry.unpacked > limits.ratioFloorBytes && entry.unpacked > entry.packed * limits.ratio,
  )
  if (dense) throw new TableProblem('ratio_too_high', { entry: dense.name, limit: limits.ratio })
}

/** Entries that share bytes are how a small archive unpacks to a huge one without a high ratio. */
function checkOverlap(entries: ZipEntry[], directoryAt: number): void {
  const sorted = entries.toSorted((a, b) => a.offset - b.offset)
  sorted.forEach((entry, index) => {
    const limit = sorted[index + 1]?.offset ?? directoryAt
    if (entry.offset + 30 + entry.packed > limit)
      throw new TableProblem('damaged', { entry: entry.name, why: 'overlap' })
  })
}

function byName(entries: ZipEntry[]): Map<string, ZipEntry> {
  const named = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]))
  if (named.size !== entries.length) throw damaged('name_twice')
  return named
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  if (bytesRead < length) throw damaged('cut_short')
  return buffer
}

function damaged(why: string): TableProblem {
  return new TableProblem('damaged', { why })
}
