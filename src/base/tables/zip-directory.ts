import { type Entry, getFileNameLowLevel, validateFileName, type ZipFile } from 'yauzl'
import type { Limits } from './limits.ts'
import { TableProblem } from './table.ts'

/** One file of an archive as its directory states it; sizes in bytes, `offset` of its local header. */
export type ZipEntry = {
  name: string
  packed: number
  unpacked: number
  checksum: number
  offset: number
  /** What yauzl unpacks it by. */
  stated: Entry
}

const ENTRY_BYTES = 46
/** 1,000 entries with names of ordinary length need a tenth of this. */
const DIRECTORY_BYTES = 4_000_000

/**
 * Reads the central directory and refuses what no honest workbook needs, before anything is unpacked. Names are
 * keyed in lower case, because the format's references to them are. Throws TableProblem `damaged` {why},
 * `encrypted`, `path_escape`, `too_many_entries`, `too_large_unpacked`, `ratio_too_high`.
 */
export async function readDirectory(file: ZipFile, limits: Limits): Promise<Map<string, ZipEntry>> {
  const count = file.entryCount
  if (count > limits.zipEntries)
    throw new TableProblem('too_many_entries', { found: count, limit: limits.zipEntries })
  const entries: ZipEntry[] = []
  let bytes = 0
  for await (const entry of file.eachEntry()) {
    bytes += ENTRY_BYTES + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength
    if (bytes > DIRECTORY_BYTES) throw damaged('directory')
    entries.push(readEntry(entry))
  }
  checkSizes(entries, limits)
  checkOverlap(entries, file.fileSize)
  return byName(entries)
}

function readEntry(stated: Entry): ZipEntry {
  const name = safeName(stated)
  if (stated.isEncrypted()) throw new TableProblem('encrypted', { entry: name })
  if (!stated.canDecodeFileData()) throw new TableProblem('damaged', { entry: name, why: 'method' })
  return {
    name,
    packed: stated.compressedSize,
    unpacked: stated.uncompressedSize,
    checksum: stated.crc32,
    offset: stated.relativeOffsetOfLocalHeader,
    stated,
  }
}

/** Nothing is ever written under these names; a name that tries to leave its folder still marks the sender. */
function safeName({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false)
  if (validateFileName(name) !== null || name.includes('\0'))
    throw new TableProblem('path_escape', { entry: name })
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
function checkOverlap(entries: ZipEntry[], fileSize: number): void {
  const sorted = entries.toSorted((a, b) => a.offset - b.offset)
  sorted.forEach((entry, index) => {
    const limit = sorted[index + 1]?.offset ?? fileSize
    if (entry.offset + 30 + entry.packed > limit)
      throw new TableProblem('damaged', { entry: entry.name, why: 'overlap' })
  })
}

function byName(entries: ZipEntry[]): Map<string, ZipEntry> {
  const named = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]))
  if (named.size !== entries.length) throw damaged('name_twice')
  return named
}

function damaged(why: string): TableProblem {
  return new TableProblem('damaged', { why })
}
