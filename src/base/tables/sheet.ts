import type { Limits } from './limits.ts'
import { cellText } from './strings.ts'
import { type Cell, TableProblem, type TableRow } from './table.ts'
import { type Attributes, attribute, xmlReader } from './xml.ts'

/** What a sheet refers to by number. */
export type SheetContext = {
  strings: string[]
  dateStyles: boolean[]
  from1904: boolean
  limits: Limits
}

const LAST_ROW = 1_048_576
const DAY = 86_400_000
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
/** 31 December 9999, the last day spreadsheet programs know. */
const LAST_SERIAL = 2_958_465

/**
 * Reads the rows of a sheet from its XML, piece by piece, in file order. A formula gives its stored result, an
 * error its name (#N/A) as text, so that one bad cell stops nothing. Throws TableProblem with its place:
 * `too_many_columns`, `cell_too_long`, `damaged`.
 */
export async function* readSheet(
  texts: AsyncIterable<string>,
  context: SheetContext,
): AsyncGenerator<TableRow[]> {
  const state = sheetState(context)
  const reader = xmlReader(state.handlers)
  for await (const text of texts) {
    reader.write(text)
    if (state.rows.length > 0) yield state.rows.splice(0)
  }
  reader.end()
}

function sheetState(context: SheetContext) {
  const rows: TableRow[] = []
  let row: TableRow = { row: 0, cells: [] }
  let column = 0
  let type: string | undefined
  let style: string | undefined
  let value = ''
  let wanted = false
  let marks = false

  function open(name: string, attributes: Attributes): void {
    if (name === 'v' || name === 't') wanted = !marks
    else if (name === 'c') {
      column = columnOf(attribute(attributes, 'r')) ?? column + 1
      type = attribute(attributes, 't')
      style = attribute(attributes, 's')
      value = ''
    } else if (name === 'row') {
      row = { row: rowNumber(attribute(attributes, 'r'), row.row), cells: [] }
      column = 0
    } else if (name === 'rPh') marks = true
  }

  function close(name: string): void {
    if (name === 'v' || name === 't') wanted = false
    else if (name === 'c')
      place(row, column, cellValue(type, style, value, context), context.limits)
    else if (name === 'row') {
      if (row.cells.some((cell) => cell !== null && cell !== '')) rows.push(row)
    } else if (name === 'rPh') marks = false
  }

  function text(piece: string): void {
    if (!wanted) return
    value += piece
    const limit = context.limits.cellCharacters
    if (value.length > limit)
      throw new TableProblem('cell_too_long', { limit }, { row: row.row, column })
  }

  return { rows, handlers: { open, close, text } }
}

/** Cells without a value take no room: a format painted on a far column is no column. */
function place(row: TableRow, column: number, cell: Cell, limits: Limits): void {
  if (cell === null) return
  if (column > limits.columns)
    throw new TableProblem('too_many_columns', { limit: limits.columns }, { row: row.row, column })
  while (row.cells.length < column - 1) row.cells.push(null)
  row.cells[column - 1] = cell
}

function rowNumber(written: string | undefined, last: number): number {
  const number = written === undefined ? last + 1 : Number(written)
  if (!Number.isInteger(number) || number <= last || number > LAST_ROW)
    throw new TableProblem('damaged', { why: 'row_order' }, { row: last + 1 })
  return number
}

/** 'AB12' → 28, undefined when no reference is written. */
function columnOf(reference: string | undefined): number | undefined {
  if (reference === undefined) return undefined
  let column = 0
  for (let at = 0; at < reference.length && at < 4; at++) {
    const letter = reference.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  if (column === 0) throw new TableProblem('damaged', { why: 'cell_reference' })
  return column
}

function cellValue(
  type: string | undefined,
  style: string | undefined,
  written: string,
  context: SheetContext,
): Cell {
  if (written === '') return null
  if (type === 's') return sharedString(written, context)
  if (type === 'str' || type === 'inlineStr') return cellText(written)
  if (type === 'b') return written === '1' || written === 'true'
  if (type === 'e') return written
  if (type === 'd') return isoDate(written)
  const number = Number(written)
  if (!Number.isFinite(number)) return written
  return context.dateStyles[Number(style)] ? serialDate(number, context.from1904) : number
}

function sharedString(written: string, context: SheetContext): Cell {
  const text = context.strings[Number(written)]
  if (text === undefined) throw new TableProblem('damaged', { why: 'shared_string' })
  return text === '' ? null : text
}

function isoDate(written: string): Cell {
  const date = new Date(/Z$/.test(written) ? written : `${written}Z`)
  return Number.isNaN(date.getTime()) ? written : date
}

/** Days since the epoch, to the millisecond. The format counts a 29 February 1900 that never was. */
function serialDate(serial: number, from1904: boolean): Cell {
  if (serial < 0 || serial > LAST_SERIAL) return serial
  const days = !from1904 && serial < 60 ? serial + 1 : serial
  return new Date((from1904 ? EPOCH_1904 : EPOCH_1900) + Math.round(days * DAY))
}
