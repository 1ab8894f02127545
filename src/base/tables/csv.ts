import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { CsvError, type Parser, parse } from 'csv-parse'
import { decoded, findEncoding } from './encoding.ts'
import type { Limits } from './limits.ts'
import { type Cell, TableProblem, type TableRow } from './table.ts'

/** A row of this many characters is a quote that was never closed, or no row of a table. */
const LONGEST_ROW = 1_000_000
const ROWS_AT_ONCE = 200

/**
 * The rows of a CSV file. The delimiter (comma, semicolon or tab) is the one the header uses most; a row with
 * more or fewer cells than the header comes as it is. All cells are text, empty ones null. Throws TableProblem
 * `quote_open`, `cell_too_long`, `too_many_columns` with the row, `unreadable_encoding`.
 */
export async function* readCsv(
  file: FileHandle,
  head: Buffer,
  limits: Limits,
): AsyncGenerator<TableRow[]> {
  const encoding = await findEncoding(file, head)
  const delimiter = findDelimiter(new TextDecoder(encoding).decode(head), limits)
  yield* parsedRows(startParser(decoded(file, encoding), delimiter), limits)
}

/** A quote inside an unquoted cell (5" pipe) is kept as written; a blank line keeps its number. */
function startParser(texts: AsyncIterable<string>, delimiter: string): Parser {
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: LONGEST_ROW,
  })
  const source = Readable.from(texts)
  source.on('error', (error) => parser.destroy(error))
  return source.pipe(parser)
}

async function* parsedRows(parser: Parser, limits: Limits): AsyncGenerator<TableRow[]> {
  let row = 0
  let rows: TableRow[] = []
  try {
    for await (const record of parser) {
      row += 1
      const cells = readCells(record, row, limits)
      if (cells.some((cell) => cell !== null)) rows.push({ row, cells })
      if (rows.length >= ROWS_AT_ONCE) {
        yield rows
        rows = []
      }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (rows.length > 0) yield rows
    throw csvProblem(error, row + 1)
  }
  if (rows.length > 0) yield rows
}

function readCells(record: string[], row: number, limits: Limits): Cell[] {
  if (record.length > limits.columns)
    throw new TableProblem('too_many_columns', { limit: limits.columns }, { row })
  return record.map((text, index) => {
    if (text.length > limits.cellCharacters)
      throw new TableProblem(
        'cell_too_long',
        { limit: limits.cellCharacters },
        { row, column: index + 1 },
      )
    return text === '' ? null : text
  })
}

function csvProblem(error: CsvError, row: number): TableProblem {
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return new TableProblem('cell_too_long', { limit: LONGEST_ROW }, { row })
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new TableProblem('quote_open', {}, { row })
  return new TableProblem('damaged', { why: error.code }, { row })
}

/** Counts the candidates in the first line, outside quotes. A table of one column has none: comma will do. */
export function findDelimiter(head: string, limits: Limits): string {
  const counts = new Map([',', ';', '\t'].map((mark) => [mark, 0]))
  let quoted = false
  for (const character of head) {
    if (character === '"') quoted = !quoted
    if (quoted) continue
    if (character === '\n' || character === '\r') break
    const count = counts.get(character)
    if (count !== undefined) counts.set(character, count + 1)
  }
  const [[delimiter, most]] = [...counts].sort((a, b) => b[1] - a[1]) as [[string, number]]
  if (most >= limits.columns)
    throw new TableProblem('too_many_columns', { limit: limits.columns }, { row: 1 })
  return delimiter
}
