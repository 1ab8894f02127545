import type { FileHandle } from 'node:fs/promises'
import { fileBytes } from './file-bytes.ts'
import { TableProblem } from './table.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

/**
 * Decides the encoding of a text file: by its byte order mark, else UTF-8 if every byte of the file is, else
 * GB18030. One letter at the end of a long file can decide, so the whole file is looked at. Throws TableProblem
 * `unreadable_encoding` when it is none of them.
 */
export async function findEncoding(file: FileHandle, head: Buffer): Promise<Encoding> {
  const mark = head.length > 1 ? head.readUInt16BE(0) : 0
  const marked: Encoding | null =
    mark === 0xfffe
      ? 'utf-16le'
      : mark === 0xfeff
        ? 'utf-16be'
        : isUtf8Marked(head)
          ? 'utf-8'
          : null
  for (const encoding of marked ? [marked] : (['utf-8', 'gb18030'] as const))
    if (await decodes(file, encoding)) return encoding
  throw new TableProblem('unreadable_encoding', marked ? { marked } : {})
}

/** The text of a file, piece by piece, without its byte order mark. */
export async function* decoded(file: FileHandle, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const bytes of fileBytes(file, 0, Number.POSITIVE_INFINITY))
    yield decoder.decode(bytes, { stream: true })
  yield decoder.decode()
}

function isUtf8Marked(head: Buffer): boolean {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf
}

async function decodes(file: FileHandle, encoding: Encoding): Promise<boolean> {
  try {
    for await (const _ of decoded(file, encoding));
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}
