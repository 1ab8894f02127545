import type { PackingSlipLine } from './data.ts'
import { drawLines, drawRule, drawText, HAIRLINE, MUTED, type Paper, type } from './page.ts'
import type { Frame, Slip } from './slip-head.ts'
import type { Cell } from './text.ts'
import { countText, nameIn } from './words.ts'
import { wrap } from './wrap.ts'

const TEXT = { ...type(9.5), leading: 13 }
const STRONG = { ...type(10.5, 700), leading: 13 }
const FAINT = { ...type(8, 400, MUTED), leading: 13 }
const CAPTION = type(8, 400, MUTED)
const PADDING = 5
const GAP = 10

/** Height of the row of captions that opens the table on every page, in points. */
export const CAPTIONS_HEIGHT = 20

/** The columns of the table; the name takes what the others leave. */
const COLUMNS = [
  { key: 'row', width: 20, look: FAINT, most: 1, align: 'left' },
  { key: 'location', width: 66, look: TEXT, most: 2, align: 'left' },
  { key: 'sku', width: 104, look: TEXT, most: 2, align: 'left' },
  { key: 'item', width: 0, look: TEXT, most: 3, align: 'left' },
  { key: 'quantity', width: 60, look: STRONG, most: 1, align: 'right' },
] as const

type ColumnKey = (typeof COLUMNS)[number]['key']

/** Height of the head over the lines of an order, in points; it stays with the first of them. */
const HEAD_HEIGHT = 20

/** A row whose texts are broken into lines already: its height is known before it is drawn. */
export type Row = { cells: Record<ColumnKey, Cell[][]>; height: number; head?: string }

function columnWidths(width: number): number[] {
  const fixed = COLUMNS.reduce((sum, column) => sum + column.width, GAP * (COLUMNS.length - 1))
  return COLUMNS.map((column) => column.width || width - fixed)
}

function layRow(line: PackingSlipLine, index: number, slip: Slip, widths: number[]): Row {
  const texts: Record<ColumnKey, string> = {
    row: String(index + 1),
    location: line.location ?? '',
    sku: line.sku,
    item: nameIn(line.name, slip.language),
    quantity: countText(line.quantity),
  }
  const cells = { row: [], location: [], sku: [], item: [], quantity: [] } as Row['cells']
  COLUMNS.forEach((column, at) => {
    cells[column.key] = wrap(texts[column.key], column.look, widths[at] ?? 0, column.most)
  })
  const most = Math.max(1, ...Object.values(cells).map((lines) => lines.length))
  return { cells, height: most * TEXT.leading + 2 * PADDING }
}

/** Breaks every line of the slip into its columns. */
export function layRows(slip: Slip, width: number): Row[] {
  const widths = columnWidths(width)
  return slip.data.lines.map((line, index, all) => {
    const row = layRow(line, index, slip, widths)
    if (line.order === undefined || line.order === all[index - 1]?.order) return row
    const head = `${slip.words.orderNumber} ${line.order}`
    return { ...row, head, height: row.height + HEAD_HEIGHT }
  })
}

function drawCaptions(doc: Paper, { words }: Slip, { left, width }: Frame, y: number): void {
  let x = left
  columnWidths(width).forEach((room, at) => {
    const column = COLUMNS[at]
    if (!column) return
    drawText(doc, words[column.key], CAPTION, { x, y, width: room, align: column.align })
    x += room + GAP
  })
  drawRule(doc, left, y + CAPTIONS_HEIGHT - 5, width, 0.8)
}

function drawRow(doc: Paper, row: Row, { left, width }: Frame, top: number): void {
  const { head } = row
  if (head !== undefined) drawText(doc, head, STRONG, { x: left, y: top + PADDING, width })
  const y = head === undefined ? top : top + HEAD_HEIGHT
  let x = left
  columnWidths(width).forEach((room, at) => {
    const column = COLUMNS[at]
    if (!column) return
    const place = { x, y: y + PADDING, width: room, align: column.align }
    drawLines(doc, row.cells[column.key], column.look, place)
    x += room + GAP
  })
  drawRule(doc, left, top + row.height, width, 0.5, HAIRLINE)
}

/** Draws the captions and the rows that this page holds, from `y` down; gives the y below. */
export function drawTable(doc: Paper, slip: Slip, rows: Row[], frame: Frame, y: number): number {
  if (rows.length > 0) drawCaptions(doc, slip, frame, y)
  let at = y + CAPTIONS_HEIGHT - 5
  for (const row of rows) {
    drawRow(doc, row, frame, at)
    at += row.height
  }
  return at
}

const NOTE = type(9.5)
const MOST_NOTE_LINES = 8
const SUMS_HEIGHT = 30

/** What follows the sums, each under its caption; the footer has none. */
function remarks({ data, words }: Slip, width: number): { caption: string; lines: Cell[][] }[] {
  const texts: [string, string | undefined][] = [
    [words.note, data.note],
    [words.returns, data.returns],
    ['', data.footer],
  ]
  return texts
    .map(([caption, text = '']) => ({
      caption,
      lines: wrap(text, NOTE, width * 0.75, MOST_NOTE_LINES),
    }))
    .filter(({ lines }) => lines.length > 0)
}

/** Height of the sums and the remarks that follow the last row, in points. */
export function tailHeight(slip: Slip, width: number): number {
  return remarks(slip, width).reduce(
    (sum, { lines }) => sum + lines.length * NOTE.leading + 24,
    SUMS_HEIGHT,
  )
}

function sumsText({ data, words }: Slip): string {
  if (data.lines.length === 0) return words.noLines
  return `${words.lines} ${countText(data.lines.length)}  ·  ${words.total}`
}

/** Draws the number of lines and units, and what the receiver is told below them. */
export function drawTail(doc: Paper, slip: Slip, { left, width }: Frame, y: number): void {
  const units = slip.data.lines.reduce((sum, line) => sum + line.quantity, 0)
  const quantity = COLUMNS[4].width
  const room = width - quantity - GAP
  drawText(doc, sumsText(slip), FAINT, { x: left, y: y + 7, width: room, align: 'right' })
  if (slip.data.lines.length > 0) {
    const place = { x: left + width - quantity, y: y + 7, width: quantity, align: 'right' } as const
    drawText(doc, countText(units), STRONG, place)
  }
  let at = y + SUMS_HEIGHT + 8
  for (const { caption, lines } of remarks(slip, width)) {
    const below = caption === '' ? at : drawText(doc, caption, CAPTION, { x: left, y: at, width })
    drawLines(doc, lines, NOTE, { x: left, y: below, width })
    at = below + lines.length * NOTE.leading + 12
  }
}
