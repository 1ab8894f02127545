import { type Face, faceOf, type Weight } from './faces.ts'

/** One character as it will be drawn; `width` in thousandths of the type size. */
export type Cell = { text: string; face: Face; width: number }

/** Nothing on a paper is longer; what a hostile sender adds behind it costs no time. */
const LONGEST = 2_000
/** A letter with its accents. More marks than this on one letter is mischief. */
const MOST_MARKS = 4
/** Stands for every character that no font here can draw. */
const PLACEHOLDER = '□'

/** Romanian comma letters, drawn with the cedilla that older type uses for them. */
const COMMA_BELOW: Record<string, string> = { Ș: 'Ş', ș: 'ş', Ț: 'Ţ', ț: 'ţ' }

const INVISIBLE = /^(?:\p{Cf}|\p{Variation_Selector})$/u
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/**
 * The text as one well-behaved paragraph: composed letters (NFC), no control characters, every run
 * of white space one space, and an ellipsis where it was cut at 2,000 UTF-16 units.
 */
export function cleanText(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  return cut
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}

function drawable(character: string, weight: Weight): Cell | undefined {
  const point = character.codePointAt(0) ?? 0
  const face = faceOf(point, weight)
  return face && { text: character, face, width: (face.glyphs.get(point) ?? 0) * face.scale }
}

/** Another spelling of the same character (Ⅷ as VIII), if all of it can be drawn. */
function respelled(character: string, weight: Weight): Cell[] | undefined {
  const other = COMMA_BELOW[character] ?? character.normalize('NFKC')
  if (other === character) return undefined
  const cells = [...other].map((part) => drawable(part, weight))
  return cells.every((cell) => cell !== undefined) ? cells : undefined
}

function cellsOf(character: string, weight: Weight): Cell[] | undefined {
  const cell = drawable(character, weight)
  return cell ? [cell] : respelled(character, weight)
}

/** A letter that cannot be drawn is one placeholder, however many code points it is made of. */
function shapeGrapheme(grapheme: string, weight: Weight): Cell[] {
  const [base, ...marks] = [...grapheme].filter((character) => !INVISIBLE.test(character))
  if (base === undefined) return []
  const placeholder = drawable(PLACEHOLDER, weight) ?? drawable('?', weight)
  const unknown = placeholder ? [placeholder] : []
  const drawn = cellsOf(base, weight)
  if (!drawn) return unknown
  const accents = marks.slice(0, MOST_MARKS).map((mark) => cellsOf(mark, weight))
  return accents.every((accent) => accent !== undefined)
    ? [...drawn, ...accents.flat()]
    : [...drawn, ...unknown]
}

/**
 * Chooses a font for every character of a text. Characters that no font has become a visible □;
 * invisible format characters, those that turn the direction of writing among them, are left out.
 * Stops when the characters are wider than `enough`, in thousandths of the type size.
 */
export function shape(text: string, weight: Weight, enough = Number.POSITIVE_INFINITY): Cell[] {
  const cells: Cell[] = []
  let width = 0
  for (const { segment } of graphemes.segment(cleanText(text))) {
    if (width > enough) break
    const shaped = shapeGrapheme(segment, weight)
    width += lineWidth(shaped, 1000)
    cells.push(...shaped)
  }
  return cells
}

/** Neighbours of one face as one string each, which is how a PDF draws them. */
export function runs(line: readonly Cell[]): { face: Face; text: string }[] {
  const result: { face: Face; text: string }[] = []
  for (const cell of line) {
    const last = result.at(-1)
    if (last?.face === cell.face) last.text += cell.text
    else result.push({ face: cell.face, text: cell.text })
  }
  return result
}

/** Width of a line at a type size, in the unit of the size. */
export function lineWidth(line: readonly Cell[], size: number): number {
  return (line.reduce((sum, cell) => sum + cell.width, 0) * size) / 1000
}
