import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

export type ZipPart = { name: string; content: AsyncIterable<Buffer> }

/** Level 4 is a tenth less work than the usual 6. One date for all: the same content makes the same archive. */
const options = { compressionLevel: 4, mtime: new Date(1980, 0, 1), forceDosTimestamp: true }

/**
 * The archive of some short texts by name and, behind them, of one part as long as it likes, piece by piece. What nobody
 * takes any more is not asked for any more.
 */
export async function* writeZip(
  texts: Record<string, string>,
  long: ZipPart,
): AsyncGenerator<Buffer, void, undefined> {
  const zip = new ZipFile()
  const source = Readable.from(long.content, { highWaterMark: 1 })
  // The archive does not look whether its source has failed.
  source.on('error', (error) => zip.outputStream.emit('error', error))
  for (const [name, text] of Object.entries(texts)) zip.addBuffer(Buffer.from(text), name, options)
  zip.addReadStream(source, long.name, options)
  zip.end()
  try {
    yield* zip.outputStream as AsyncIterable<Buffer>
  } finally {
    source.destroy()
  }
}
