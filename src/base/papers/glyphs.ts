/** Which characters a font file can draw and how wide each is, in thousandths of the type size. */
export type Glyphs = ReadonlyMap<number, number>

/** Gives each pair of code point and glyph number to `found`. */
type Found = (codePoint: number, glyph: number) => void

function findTable(ttf: Buffer, tag: string): Buffer | undefined {
  const count = ttf.readUInt16BE(4)
  for (let i = 0; i < count; i++) {
    const at = 12 + 16 * i
    if (ttf.toString('latin1', at, at + 4) !== tag) continue
    const offset = ttf.readUInt32BE(at + 8)
    return ttf.subarray(offset, offset + ttf.readUInt32BE(at + 12))
  }
  return undefined
}

/** Format 4: segments of the Basic Multilingual Plane. */
function readSegments(table: Buffer, found: Found): void {
  const size = table.readUInt16BE(6)
  for (let at = 0; at < size; at += 2) {
    const end = table.readUInt16BE(14 + at)
    const start = table.readUInt16BE(16 + size + at)
    const delta = table.readUInt16BE(16 + 2 * size + at)
    const rangeAt = 16 + 3 * size + at
    const range = table.readUInt16BE(rangeAt)
    for (let point = start; point <= end && point < 0xffff; point++) {
      const direct = range === 0 ? point : table.readUInt16BE(rangeAt + range + 2 * (point - start))
      if (direct !== 0) found(point, (direct + delta) & 0xffff)
    }
  }
}

/** Format 12: groups over the whole of Unicode. */
function readGroups(table: Buffer, found: Found): void {
  const groups = table.readUInt32BE(12)
  for (let i = 0; i < groups; i++) {
    const at = 16 + 12 * i
    const start = table.readUInt32BE(at)
    const glyph = table.readUInt32BE(at + 8)
    const end = table.readUInt32BE(at + 4)
    for (let point = start; point <= end; point++) found(point, glyph + point - start)
  }
}

function readCharacters(cmap: Buffer, found: Found): void {
  const count = cmap.readUInt16BE(2)
  for (let i = 0; i < count; i++) {
    const table = cmap.subarray(cmap.readUInt32BE(8 + 8 * i))
    const format = table.readUInt16BE(0)
    if (format === 4) readSegments(table, found)
    if (format === 12) readGroups(table, found)
  }
}

/**
 * Reads the character map and the advance widths of a TrueType or OpenType file (tables `cmap`
 * formats 4 and 12, `head`, `hhea`, `hmtx` of the OpenType specification). A file without a
 * character map, which some web subsets are, can draw nothing: its map is empty.
 */
export function readGlyphs(ttf: Buffer): Glyphs {
  const glyphs = new Map<number, number>()
  const [cmap, head, hhea, hmtx] = ['cmap', 'head', 'hhea', 'hmtx'].map((tag) =>
    findTable(ttf, tag),
  )
  if (!cmap || !head || !hhea || !hmtx) return glyphs
  const unitsPerEm = head.readUInt16BE(18)
  const metrics = hhea.readUInt16BE(34)
  readCharacters(cmap, (point, glyph) => {
    if (glyph === 0) return
    const advance = hmtx.readUInt16BE(4 * Math.min(glyph, metrics - 1))
    glyphs.set(point, (advance * 1000) / unitsPerEm)
  })
  return glyphs
}
