import PDFDocument from 'pdfkit'
import type { Box, Code } from './codes.ts'
import type { PaperLanguage } from './data.ts'
import type { Weight } from './faces.ts'
import { type Cell, lineWidth, runs, shape } from './text.ts'
import { wrap } from './wrap.ts'

/** How a text looks: size and leading in points. */
export type Type = { size: number; weight: Weight; leading: number; colour: string }

/** Where a text goes: `y` is its top, `width` what it may not pass, `most` how many lines. */
export type Place = {
  x: number
  y: number
  width: number
  most?: number
  align?: 'left' | 'right' | 'center'
}

/** A paper being drawn. */
export type Paper = PDFKit.PDFDocument

export const INK = '#111111'
export const MUTED = '#5f6368'
export const HAIRLINE = '#d0d3d6'
/** A label is burnt onto the paper: no greys, only black, white and size. */
export const BLACK = '#000000'
export const WHITE = '#ffffff'

/** A type with the leading that suits its size. */
export function type(size: number, weight: Weight = 400, colour = INK): Type {
  return { size, weight, leading: size * 1.4, colour }
}

/** Millimetres in points. */
export function mm(millimetres: number): number {
  return (millimetres * 72) / 25.4
}

/** An ISO date as a time, at midnight UTC; undefined when it is none. */
function dayOf(date: string): Date | undefined {
  const time = new Date(date.slice(0, 10))
  return Number.isNaN(time.getTime()) ? undefined : time
}

/**
 * Draws a PDF and gives its bytes. The time inside it is the paper's own date, so that the same data
 * makes the same bytes.
 */
export function makePdf(
  paper: { title: string; language: PaperLanguage; date: string; size: [number, number] },
  draw: (doc: Paper) => void,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const doc = new PDFDocument({
      size: paper.size,
      margin: 0,
      autoFirstPage: false,
      lang: paper.language === 'zh' ? 'zh-CN' : 'en',
      displayTitle: true,
      info: { Title: paper.title, CreationDate: dayOf(paper.date) ?? new Date(0) },
    })
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
    draw(doc)
    doc.end()
  })
}

/** The date as a day in a language; what is no date is printed as it came. */
export function dayText(date: string, language: PaperLanguage): string {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const day = dayOf(date)
  return day ? day.toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' }) : date
}

const OUTLINE = 0.045

function drawLine(doc: Paper, line: readonly Cell[], x: number, baseline: number, look: Type) {
  let at = x
  for (const run of runs(line)) {
    const size = look.size * run.face.scale
    doc
      .font(known(doc, run.face.name, run.face.ttf))
      .fontSize(size)
      .fillColor(look.colour)
    // A face without a bold is made bolder by a line around its letters.
    const thin = look.weight > run.face.weight
    if (thin) doc.lineWidth(size * OUTLINE).strokeColor(look.colour)
    const outline = { fill: true, stroke: thin }
    doc.text(run.text, at, baseline, { lineBreak: false, baseline: 'alphabetic', ...outline })
    at += doc.widthOfString(run.text)
  }
}

const registered = new WeakMap<Paper, Set<string>>()

/** Registers a font with a document once; the document reads it only when it is used. */
function known(doc: Paper, name: string, ttf: Buffer): string {
  const names = registered.get(doc) ?? new Set()
  if (!names.has(name)) doc.registerFont(name, ttf)
  registered.set(doc, names.add(name))
  return name
}

const SHARE = { left: 0, center: 0.5, right: 1 }

/** Draws lines that are already broken; gives the y below them. */
export function drawLines(doc: Paper, lines: readonly Cell[][], look: Type, place: Place): number {
  const share = SHARE[place.align ?? 'left']
  lines.forEach((line, index) => {
    const spare = place.width - lineWidth(line, look.size)
    const baseline = place.y + index * look.leading + (look.leading + look.size * 0.72) / 2
    drawLine(doc, line, place.x + spare * share, baseline, look)
  })
  return place.y + lines.length * look.leading
}

/** Breaks a text into its place and draws it; gives the y below it. One line unless `most` says more. */
export function drawText(doc: Paper, text: string, look: Type, place: Place): number {
  return drawLines(doc, wrap(text, look, place.width, place.most ?? 1), look, place)
}

/** The look with its size brought down until the text fits one line, but not below `smallest`. */
export function shrunk(text: string, look: Type, width: number, smallest: number): Type {
  const natural = lineWidth(shape(text, look.weight), look.size)
  return natural > width
    ? { ...look, size: Math.max(smallest, (look.size * width) / natural) }
    : look
}

/** A horizontal line. */
export function drawRule(doc: Paper, x: number, y: number, width: number, thick: number, c = INK) {
  doc.rect(x, y - thick / 2, width, thick).fill(c)
}

/** Paints the bars or squares of a code, `right` points further to the right. */
export function drawCode(doc: Paper, code: Code, right = 0): void {
  for (const bar of code.bars) doc.rect(bar.x + right, bar.y, bar.width, bar.height)
  if (code.bars.length > 0) doc.fill(BLACK)
}

/** A filled box, for white text on black. */
export function drawBox(doc: Paper, box: Box): void {
  doc.rect(box.x, box.y, box.width, box.height).fill(BLACK)
}
