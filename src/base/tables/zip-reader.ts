import { EventEmitter } from 'node:events'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { RandomAccessReader } from 'yauzl'
import { fileBytes } from './file-bytes.ts'

/**
 * An open file as yauzl reads it. Its own way takes the bare descriptor: a stated position that no file can have would
 * then be thrown where nobody can catch it, and a read could outlive the handle.
 */
export function readerOf(file: FileHandle): RandomAccessReader {
  const nothing = () => {}
  return Object.assign(new EventEmitter(), {
    // Whoever opened the file closes it.
    ref: nothing,
    unref: nothing,
    close: nothing,
    read(
      buffer: Buffer,
      offset: number,
      length: number,
      position: number,
      done: (error: Error | null) => void,
    ) {
      file
        .read(buffer, offset, length, position)
        .then(
          ({ bytesRead }) => done(bytesRead < length ? new Error('the file ends too early') : null),
          done,
        )
    },
    createReadStream: ({ start, end }: { start: number; end: number }) => bytesOf(file, start, end),
    _readStreamForRange: (start: number, end: number) => bytesOf(file, start, end),
  })
}

function bytesOf(file: FileHandle, start: number, end: number): Readable {
  return Readable.from(fileBytes(file, start, end), { highWaterMark: 2 })
}
