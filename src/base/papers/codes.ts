import bwipjs from 'bwip-js'

/** One dot of a thermal printer with 203 dots per inch, in points. */
export const PRINTER_DOT = 72 / 203
/** Thinner bars than two dots (0.25 mm) are not printed evenly and not read from a moving hand. */
const THINNEST = 2
/** Longer contents fit no paper here; refusing them early keeps the writer from a long calculation. */
const LONGEST_LINEAR = 80
const LONGEST_MATRIX = 400
const LINEAR_QUIET = 10
const MATRIX_QUIET = 4

/** Points from the top left corner of the page. */
export type Box = { x: number; y: number; width: number; height: number }

/**
 * The squares and bars to be painted black, the box that they fill with their quiet zone, and how
 * wide that zone is on either side.
 */
export type Code = { kind: 'code128' | 'qr' | 'none'; bars: Box[]; box: Box; quiet: number }

type Modules = { widths: number[]; total: number }

/** Code 128 as widths of bar, space, bar …; undefined when the text is outside printable ASCII. */
function linearModules(text: string): Modules | undefined {
  if (text.length > LONGEST_LINEAR || !/^[\x20-\x7e]+$/.test(text)) return undefined
  const [symbol] = bwipjs.raw('code128', text, '')
  if (!symbol || !('sbs' in symbol)) return undefined
  const widths = symbol.sbs
  return { widths, total: widths.reduce((sum, width) => sum + width, 0) }
}

function snap(value: number): number {
  return Math.round(value / PRINTER_DOT) * PRINTER_DOT
}

/**
 * Code 128 (ISO/IEC 15417) in a box, its modules whole printer dots, at most `thickest` of them.
 * `align` says where in the box it stands when it does not fill it; the quiet zone of ten modules
 * on either side lies inside the box. Undefined when the text cannot be written in it.
 */
export function code128(
  text: string,
  box: Box,
  { thickest = 4, align = 'center' }: { thickest?: number; align?: 'center' | 'right' } = {},
): Code | undefined {
  const modules = linearModules(text)
  if (!modules) return undefined
  const whole = modules.total + 2 * LINEAR_QUIET
  const dots = Math.min(Math.floor(box.width / whole / PRINTER_DOT), thickest)
  if (dots < THINNEST) return undefined
  const module = dots * PRINTER_DOT
  const spare = box.width - whole * module
  const left = snap(box.x + (align === 'center' ? spare / 2 : spare))
  const bars: Box[] = []
  let x = left + LINEAR_QUIET * module
  modules.widths.forEach((width, index) => {
    if (index % 2 === 0) bars.push({ x, y: box.y, width: width * module, height: box.height })
    x += width * module
  })
  const quiet = LINEAR_QUIET * module
  return { kind: 'code128', bars, box: { ...box, x: left, width: whole * module }, quiet }
}

/** The dark squares of one row, neighbours joined so that no hairline shows between them. */
function rowRuns(row: readonly number[]): { at: number; length: number }[] {
  const result: { at: number; length: number }[] = []
  row.forEach((dark, at) => {
    const last = result.at(-1)
    if (!dark) return
    if (last && last.at + last.length === at) last.length++
    else result.push({ at, length: 1 })
  })
  return result
}

/**
 * QR code (ISO/IEC 18004, error correction M, UTF-8) in the largest square of a box, quiet zone of
 * four modules inside it. Undefined when the text is empty, too long or its modules too small.
 */
export function qrCode(text: string, box: Box): Code | undefined {
  if (text === '' || Buffer.byteLength(text) > LONGEST_MATRIX) return undefined
  const [symbol] = bwipjs.raw('qrcode', text, 'eclevel=M')
  if (!symbol || !('pixs' in symbol)) return undefined
  const size = symbol.pixx
  const square = Math.min(box.width, box.height)
  const module = square / (size + 2 * MATRIX_QUIET)
  if (module < PRINTER_DOT) return undefined
  const left = box.x + (box.width - square) / 2
  const bars = Array.from({ length: size }, (_, row) =>
    rowRuns(symbol.pixs.slice(row * size, (row + 1) * size)).map(({ at, length }) => ({
      x: left + (MATRIX_QUIET + at) * module,
      y: box.y + (MATRIX_QUIET + row) * module,
      width: length * module,
      height: module,
    })),
  ).flat()
  const filled = { x: left, y: box.y, width: square, height: square }
  return { kind: 'qr', bars, box: filled, quiet: MATRIX_QUIET * module }
}

/**
 * The code a scanner shall read: Code 128 where its bars can be printed, else the same text as a QR
 * code (long ids, Chinese numbers), else none: the text beside it has to be typed.
 */
export function scannable(
  text: string,
  box: Box,
  options: { thickest?: number; align?: 'center' | 'right' } = {},
): Code {
  return (
    code128(text, box, options) ?? qrCode(text, box) ?? { kind: 'none', bars: [], box, quiet: 0 }
  )
}
