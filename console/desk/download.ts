// A file that the server writes as it is taken: counted on its way, and kept only when it came whole.
import { Problem, seeingAs } from '../base/api.ts'

export type Taken = { bytes: number; rows: number; expected: number | null }

/** A file that came whole. */
export type File = { blob: Blob; name: string; rows: number | null }

/**
 * Takes a file, telling how much has come. `countRows`: how many rows a piece ends, where that can be seen. Throws what the
 * server refused, and where the line breaks or the signal aborts.
 */
export async function takeFile(
  url: string,
  {
    signal,
    countRows,
    onTaken,
  }: {
    signal: AbortSignal
    countRows: (piece: Uint8Array<ArrayBuffer>) => number
    onTaken: (taken: Taken) => void
  },
): Promise<File> {
  const as = seeingAs()
  const response = await fetch(url, {
    ...{ signal, credentials: 'same-origin' },
    ...(as !== null && { headers: { 'throughline-see-as': as } }),
  })
  if (!response.ok || !response.body) throw new Problem(response.status, await response.text())
  const given = response.headers.get('x-rows')
  const expected = given === null ? null : Number(given)
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let taken: Taken = { bytes: 0, rows: 0, expected }
  const reader = response.body.getReader()
  for (;;) {
    const { value, done } = await reader.read()
    if (done) break
    pieces.push(value)
    taken = { bytes: taken.bytes + value.length, rows: taken.rows + countRows(value), expected }
    onTaken(taken)
  }
  const type = response.headers.get('content-type') ?? ''
  return { blob: new Blob(pieces, { type }), name: nameOf(response), rows: expected }
}

function nameOf(response: Response): string {
  const given = response.headers.get('content-disposition') ?? ''
  return /filename="([^"]+)"/.exec(given)?.[1] ?? 'orders'
}

/** Hands a file to the browser, which asks where to keep it or puts it where it keeps such. */
export function saveFile({ blob, name }: Pick<File, 'blob' | 'name'>): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser may still be reading when the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** How many rows of CSV end in a piece: a row ends with CR LF, a line break inside a cell seldom does. */
export function rowsEnding(): (piece: Uint8Array) => number {
  let last = 0
  return (piece) => {
    let count = 0
    for (const byte of piece) {
      if (byte === 10 && last === 13) count++
      last = byte
    }
    return count
  }
}

const sheet = new TextEncoder().encode('xl/worksheets/sheet1.xml')
/** What a file of an archive begins with, and how far before its name. */
const signature = [0x50, 0x4b, 3, 4]
const beforeName = 30

/**
 * How many rows of a workbook end in a piece, a moment behind: its sheet, the last file of the archive, is unpacked on the way.
 * A row ends with its tag, which no text can hold.
 */
export function rowsUnpacked(): (piece: Uint8Array<ArrayBuffer>) => number {
  let head = new Uint8Array(0)
  let sheetTo: WritableStreamDefaultWriter<BufferSource> | null = null
  let ended = 0
  let told = 0
  const unpack = (piece: Uint8Array<ArrayBuffer>) => {
    // Behind the sheet comes the directory of the archive, which is not packed: that ends the unpacking.
    sheetTo?.write(piece).catch(() => {})
  }
  return (piece) => {
    if (sheetTo) unpack(piece)
    else {
      head = Uint8Array.of(...head, ...piece)
      const at = sheetIn(head)
      if (at !== null) {
        const packed = new DecompressionStream('deflate-raw')
        sheetTo = packed.writable.getWriter()
        countRows(packed.readable, () => ended++).catch(() => {})
        unpack(head.slice(at))
      }
    }
    const fresh = ended - told
    told = ended
    return fresh
  }
}

/** Where the packed sheet begins; null while it has not come. */
function sheetIn(bytes: Uint8Array): number | null {
  const has = (at: number, part: ArrayLike<number>) =>
    Array.from(part).every((byte, index) => bytes[at + index] === byte)
  for (let at = beforeName; at + sheet.length <= bytes.length; at++)
    if (has(at, sheet) && has(at - beforeName, signature)) return at + sheet.length
  return null
}

async function countRows(unpacked: ReadableStream<Uint8Array>, onRow: () => void): Promise<void> {
  const reader = unpacked.getReader()
  const end = [...'</row>'].map((letter) => letter.charCodeAt(0))
  let matched = 0
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    for (const byte of value) {
      matched = byte === end[matched] ? matched + 1 : byte === end[0] ? 1 : 0
      if (matched < end.length) continue
      matched = 0
      onRow()
    }
  }
}
