// Problems of files as English sentences, for the command line. Screens have their own, by the same codes.
import type { DocumentProblem } from './documents.sql.ts'
import type { Kind, Reader } from './reader.ts'
import { readers } from './readers.ts'
import type { RowReason } from './rows.sql.ts'

type Words = (params: DocumentProblem['params']) => string

const sentences: Record<string, Words> = {
  empty: () => 'The file is empty.',
  not_a_table: () => 'The file is no table: an XLSX workbook or a CSV text is wanted.',
  encrypted: () => 'The workbook is locked with a password. Save it without one and try again.',
  damaged: () => 'The file is damaged: it cannot be unpacked. Save it again from its program.',
  doctype: () => 'The workbook carries a document type declaration, which no spreadsheet writes.',
  unreadable_encoding: () => 'The text is in no encoding that is known: save the CSV as UTF-8.',
  sheet_missing: () => 'The workbook has no sheet.',
  path_escape: () => 'The workbook names files outside itself.',
  too_large: (p) => `The file is too large${p.limit ? ` (at most ${p.limit} bytes)` : ''}.`,
  too_many_entries: () => 'The workbook is made of too many parts.',
  too_large_unpacked: () => 'Unpacked, the workbook is too large.',
  ratio_too_high: () => 'The workbook is packed too tightly to be an honest one.',
  too_many_columns: () => 'A row has too many columns.',
  cell_too_long: () => 'A cell is too long.',
  quote_open: () => 'A quotation mark is opened and never closed.',
  timeout: (p) => `Reading took longer than ${p.seconds} s.`,
  out_of_memory: () => 'Reading took more memory than a file may.',
  columns_missing: (p) =>
    `These columns are missing: ${list(p.missing)}. The first row has: ${list(p.found)}`,
  column_twice: (p) => `The column ${p.column} is there twice.`,
}

function list(value: unknown): string {
  const items = [value].flat().map(String)
  return items.length === 0 || items.every((item) => item === '') ? 'nothing' : items.join(', ')
}

/** Why a file cannot be read, with its place: `Row 3, column 2: …`. */
export function explainProblem({ code, params, place }: DocumentProblem): string {
  const sentence = sentences[code]?.(params) ?? `The file cannot be read (${code}).`
  const { row, column } = place
  const at = [row && `row ${row}`, column && `column ${column}`].filter(Boolean).join(', ')
  return at === '' ? sentence : `${at.charAt(0).toUpperCase()}${at.slice(1)}: ${sentence}`
}

/** A row to be repaired, in one line: `row 7, Quantity: the quantity is no whole number (found x)`. */
export function explainRepair(
  kind: Kind,
  row: number,
  { code, params, column }: RowReason,
): string {
  const faults: Reader['faults'] = readers[kind].faults
  const values = Object.entries(params).map(([name, value]) => `${name} ${value}`)
  const details = values.length === 0 ? '' : ` (${values.join(', ')})`
  return `row ${row}${column === null ? '' : `, ${column}`}: ${faults[code] ?? code}${details}`
}
