import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { woffToTtf } from './font.ts'
import { type Glyphs, readGlyphs } from './glyphs.ts'

const require = createRequire(import.meta.url)
const FAMILY = '@fontsource/noto-sans-sc'

/** 400 is the text, 700 what has to be seen first. */
export type Weight = 400 | 700

/**
 * One font file, ready for a PDF: `name` is unique among the faces of the process, `scale` brings
 * its letters to the height of the others.
 */
export type Face = { name: string; weight: Weight; scale: number; ttf: Buffer; glyphs: Glyphs }

/**
 * Tried in this order. The first alone draws the usual Chinese and the western languages of
 * Latin-1; the others are small and are loaded only when a text needs them.
 */
const MAIN_SUBSETS = ['chinese-simplified', 'latin-ext', 'vietnamese', 'cyrillic']

const faces = new Map<string, Face>()

function keepFace(name: string, weight: Weight, scale: number, load: () => Buffer): Face {
  const kept = faces.get(name)
  if (kept) return kept
  const ttf = load()
  const face = { name, weight, scale, ttf, glyphs: readGlyphs(ttf) }
  faces.set(name, face)
  return face
}

function notoFace(subset: string, weight: Weight): Face {
  return keepFace(`noto-${subset}-${weight}`, weight, 1, () => {
    const file = require.resolve(`${FAMILY}/files/noto-sans-sc-${subset}-${weight}-normal.woff`)
    return woffToTtf(readFileSync(file))
  })
}

/**
 * Noto Sans SC has no letters of Central Europe and Turkey (ł ő ş č). Inconsolata, which travels
 * with the barcode writer, has them: plainer letters, but the right ones. It has one weight only.
 */
const INCONSOLATA_SCALE = 1.18 // capitals of 733 thousandths beside 623

function inconsolata(): Face {
  return keepFace('inconsolata', 400, INCONSOLATA_SCALE, () => {
    const fonts = join(dirname(require.resolve('bwip-js')), '..', 'fonts')
    return readFileSync(join(fonts, 'Inconsolata.otf'))
  })
}

type Subset = { name: string; ranges: { from: number; to: number }[] }

function parseRanges(text: string): Subset['ranges'] {
  return text.split(',').map((range) => {
    const [from = '', to = from] = range.trim().replace('U+', '').split('-')
    return { from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) }
  })
}

let numbered: Subset[] | undefined

/** The hundred small subsets that hold the rarer characters, as their package lists them. */
function numberedSubsets(): Subset[] {
  if (numbered) return numbered
  const listed: Record<string, string> = JSON.parse(
    readFileSync(require.resolve(`${FAMILY}/unicode.json`), 'utf8'),
  )
  numbered = Object.entries(listed)
    .filter(([key]) => key.startsWith('['))
    .map(([key, ranges]) => ({ name: key.slice(1, -1), ranges: parseRanges(ranges) }))
  return numbered
}

function inRanges(subset: Subset, point: number): boolean {
  return subset.ranges.some((range) => point >= range.from && point <= range.to)
}

function* candidates(point: number, weight: Weight): Generator<Face> {
  for (const subset of MAIN_SUBSETS) yield notoFace(subset, weight)
  for (const subset of numberedSubsets()) {
    if (inRanges(subset, point)) yield notoFace(subset.name, weight)
  }
  yield inconsolata()
}

function findFace(point: number, weight: Weight): Face | undefined {
  for (const face of candidates(point, weight)) if (face.glyphs.has(point)) return face
  return undefined
}

/** Far more than a shop's texts use; hostile ones must not fill the memory with what has no face. */
const MOST_REMEMBERED = 50_000

const found = { 400: new Map<number, Face | null>(), 700: new Map<number, Face | null>() }

/** The face that draws a code point in a weight; undefined when no font here can. */
export function faceOf(point: number, weight: Weight): Face | undefined {
  const known = found[weight].get(point)
  if (known !== undefined) return known ?? undefined
  const face = findFace(point, weight)
  if (found[weight].size < MOST_REMEMBERED) found[weight].set(point, face ?? null)
  return face
}
