import type { FileHandle } from 'node:fs/promises'

const PIECE_BYTES = 65_536

/**
 * The bytes of an open file from `start` up to `end`, piece by piece. A stream over a file handle closes the handle
 * when it is given up half-way; this leaves it open for the next part.
 */
export async function* fileBytes(
  file: FileHandle,
  start: number,
  end: number,
): AsyncGenerator<Buffer> {
  for (let at = start; at < end; ) {
    const { bytesRead, buffer } = await file.read({
      buffer: Buffer.allocUnsafe(Math.min(PIECE_BYTES, end - at)),
      position: at,
    })
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
    at += bytesRead
  }
}
