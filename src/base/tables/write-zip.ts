// A ZIP archive written as it comes: sizes and checksums stand behind each file, so nothing has to be known before.
import { crc32, createDeflateRaw } from 'node:zlib'

export type ZipFile = { name: string; content: AsyncIterable<Buffer> }
type Entry = { name: Buffer; crc: number; packed: number; size: number; at: number }

const deflated = 8
/** Sizes behind the content, names in UTF-8. */
const flags = 0x0808
/** 1 January 1980: the same content makes the same archive. */
const date = 0x0021
const largest = 0xffffffff

/** The archive of some files, piece by piece. Throws when it grows beyond 4 GiB, which this form cannot say. */
export async function* writeZip(files: Iterable<ZipFile>): AsyncGenerator<Buffer, void, undefined> {
  const entries: Entry[] = []
  let at = 0
  for (const { name, content } of files) {
    const entry: Entry = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, at }
    const pieces = [localHeader(entry), deflate(content, entry)] as const
    yield pieces[0]
    yield* pieces[1]
    const behind = descriptor(entry)
    yield behind
    at += pieces[0].length + entry.packed + behind.length
    if (at > largest || entry.size > largest) throw new RangeError('the archive is too large')
    entries.push(entry)
  }
  const directory = Buffer.concat(entries.map(directoryEntry))
  yield directory
  yield end(entries.length, directory.length, at)
}

/** Packs the content and counts it on its way. */
async function* deflate(content: AsyncIterable<Buffer>, entry: Entry): AsyncGenerator<Buffer> {
  const packer = createDeflateRaw({ level: 4 })
  const feeding = feed(packer, content, entry)
  // Its failure is met below, or where the packer is read.
  feeding.catch((error) => packer.destroy(error))
  try {
    for await (const piece of packer as AsyncIterable<Buffer>) {
      entry.packed += piece.length
      yield piece
    }
    await feeding
  } finally {
    packer.destroy()
  }
}

async function feed(
  packer: ReturnType<typeof createDeflateRaw>,
  content: AsyncIterable<Buffer>,
  entry: Entry,
): Promise<void> {
  for await (const piece of content) {
    if (packer.destroyed) return
    entry.crc = crc32(piece, entry.crc)
    entry.size += piece.length
    if (!packer.write(piece)) await drained(packer)
  }
  packer.end()
}

/** Resolves also when the packer is closed, for then nobody will drain it. */
function drained(packer: ReturnType<typeof createDeflateRaw>): Promise<void> {
  return new Promise((resume) => {
    const go = () => {
      packer.off('drain', go)
      packer.off('close', go)
      resume()
    }
    packer.on('drain', go)
    packer.on('close', go)
  })
}

function localHeader({ name }: Entry): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(flags, 6)
  header.writeUInt16LE(deflated, 8)
  header.writeUInt16LE(date, 12)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function descriptor({ crc, packed, size }: Entry): Buffer {
  const behind = Buffer.alloc(16)
  behind.writeUInt32LE(0x08074b50, 0)
  behind.writeUInt32LE(crc, 4)
  behind.writeUInt32LE(packed, 8)
  behind.writeUInt32LE(size, 12)
  return behind
}

function directoryEntry({ name, crc, packed, size, at }: Entry): Buffer {
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(20, 4)
  entry.writeUInt16LE(20, 6)
  entry.writeUInt16LE(flags, 8)
  entry.writeUInt16LE(deflated, 10)
  entry.writeUInt16LE(date, 14)
  entry.writeUInt32LE(crc, 16)
  entry.writeUInt32LE(packed, 20)
  entry.writeUInt32LE(size, 24)
  entry.writeUInt16LE(name.length, 28)
  entry.writeUInt32LE(at, 42)
  return Buffer.concat([entry, name])
}

function end(count: number, size: number, at: number): Buffer {
  const record = Buffer.alloc(22)
  record.writeUInt32LE(0x06054b50, 0)
  record.writeUInt16LE(count, 8)
  record.writeUInt16LE(count, 10)
  record.writeUInt32LE(size, 12)
  record.writeUInt32LE(at, 16)
  return record
}
