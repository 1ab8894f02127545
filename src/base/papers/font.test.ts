import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { woffToTtf } from './font.ts'
import { readGlyphs } from './glyphs.ts'

const require = createRequire(import.meta.url)

function woffOf(subset: string): Buffer {
  const file = `@fontsource/noto-sans-sc/files/noto-sans-sc-${subset}-400-normal.woff`
  return readFileSync(require.resolve(file))
}

/** The sum of a table's 32-bit words, as the OpenType specification checks tables. */
function checksum(table: Buffer): number {
  const padded = Buffer.concat([table, Buffer.alloc(-table.length & 3)])
  let sum = 0
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0
  return sum
}

function tablesOf(ttf: Buffer) {
  return Array.from({ length: ttf.readUInt16BE(4) }, (_, index) => {
    const at = 12 + 16 * index
    const offset = ttf.readUInt32BE(at + 8)
    const bytes = Buffer.from(ttf.subarray(offset, offset + ttf.readUInt32BE(at + 12)))
    return {
      tag: ttf.toString('latin1', at, at + 4),
      stated: ttf.readUInt32BE(at + 4),
      offset,
      bytes,
    }
  })
}

describe('a WOFF file made a TrueType file', () => {
  it('has every table, whole, aligned and with the checksum that its record states', () => {
    const ttf = woffToTtf(woffOf('chinese-simplified'))
    const tables = tablesOf(ttf)
    expect(ttf.readUInt32BE(0)).toBe(0x00010000)
    expect(tables.map((table) => table.tag)).toEqual(expect.arrayContaining(['glyf', 'cmap']))
    for (const table of tables) {
      // The checksum of 'head' leaves out the sum over the whole file that is kept inside it.
      if (table.tag === 'head') table.bytes.writeUInt32BE(0, 8)
      expect({ tag: table.tag, sum: checksum(table.bytes), rest: table.offset % 4 }).toEqual({
        tag: table.tag,
        sum: table.stated,
        rest: 0,
      })
    }
  })

  it('has the search fields that the specification derives from the number of tables', () => {
    const ttf = woffToTtf(woffOf('latin'))
    const count = ttf.readUInt16BE(4)
    expect(count).toBeGreaterThanOrEqual(16)
    expect(count).toBeLessThan(32)
    expect([ttf.readUInt16BE(6), ttf.readUInt16BE(8), ttf.readUInt16BE(10)]).toEqual([
      256,
      4,
      16 * count - 256,
    ])
  })

  it('is refused when the bytes are something else', () => {
    expect(() => woffToTtf(Buffer.from('wOF2 and more'))).toThrow('not a WOFF file')
  })
})

describe('the glyphs of a font', () => {
  it('are its characters with their widths in thousandths', () => {
    const glyphs = readGlyphs(woffToTtf(woffOf('chinese-simplified')))
    expect(glyphs.get('单'.codePointAt(0) ?? 0)).toBe(1000)
    expect(glyphs.get('£'.codePointAt(0) ?? 0)).toBe(555)
    expect(glyphs.get('i'.codePointAt(0) ?? 0)).toBe(275)
    expect(glyphs.has('Ł'.codePointAt(0) ?? 0)).toBe(false)
    expect(glyphs.size).toBe(7946)
  })

  it('are none in a file that has no character map', () => {
    const ttf = woffToTtf(woffOf('latin'))
    ttf.write('none', ttf.indexOf('cmap'), 'latin1')
    expect(readGlyphs(ttf).size).toBe(0)
  })
})
