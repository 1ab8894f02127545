/** One value as the file carries it; an empty cell is null. A date is the wall clock of the file, held as UTC. */
export type Cell = string | number | boolean | Date | null

/** `row` is the number a person sees in a spreadsheet: the header is usually row 1. */
export type TableRow = { row: number; cells: Cell[] }

/** Rows in file order, at most 1,000 of them. Blank rows are left out, their numbers are not reused. */
export type TableChunk = { rows: TableRow[] }

export type TableProblemCode =
  | 'empty'
  | 'not_a_table'
  | 'encrypted'
  | 'damaged'
  | 'doctype'
  | 'unreadable_encoding'
  | 'sheet_missing'
  | 'path_escape'
  | 'too_large'
  | 'too_many_entries'
  | 'too_large_unpacked'
  | 'ratio_too_high'
  | 'too_many_columns'
  | 'cell_too_long'
  | 'quote_open'
  | 'timeout'
  | 'out_of_memory'
  | 'columns_missing'
  | 'column_twice'

export type TableParams = Record<string, string | number | string[]>

/** Where in the file, as a person sees it: row 1 and column 1 are the first ones. */
export type TablePlace = { row?: number; column?: number }

/** A file that cannot be read as a table, with the numbers that say why and the place where it is known. */
export class TableProblem extends Error {
  readonly code: TableProblemCode
  readonly params: TableParams
  readonly place: TablePlace

  constructor(code: TableProblemCode, params: TableParams = {}, place: TablePlace = {}) {
    super(`${code} ${JSON.stringify({ ...params, ...place })}`)
    this.name = 'TableProblem'
    this.code = code
    this.params = params
    this.place = place
  }
}
