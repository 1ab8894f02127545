import { TableProblem } from './table.ts'
import { type XmlHandlers, xmlReader } from './xml.ts'
import { unpack, type Zip } from './zip.ts'

/** Reads one XML part of an archive to its end. Throws TableProblem. */
export async function readPart(zip: Zip, name: string, handlers: XmlHandlers): Promise<void> {
  const reader = xmlReader(handlers)
  for await (const text of partTexts(zip, name)) reader.write(text)
  reader.end()
}

/** The text of a part, piece by piece. Throws `damaged` when it is missing, `unreadable_encoding` when not UTF-8. */
export async function* partTexts(zip: Zip, name: string): AsyncGenerator<string> {
  const entry = zip.entries.get(name.toLowerCase())
  if (!entry) throw new TableProblem('damaged', { entry: name, why: 'missing' })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const piece of unpack(zip, entry)) yield decode(decoder, piece, name)
  yield decode(decoder, undefined, name)
}

function decode(decoder: TextDecoder, piece: Buffer | undefined, name: string): string {
  try {
    return decoder.decode(piece, { stream: piece !== undefined })
  } catch {
    throw new TableProblem('unreadable_encoding', { entry: name })
  }
}
