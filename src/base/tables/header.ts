import { TableProblem, type TableRow } from './table.ts'

/**
 * Finds each wanted column in a header row, in any order, blind to case, spaces, underscores and hyphens. `names`
 * gives for every column the other names it goes by. Throws TableProblem `columns_missing` {missing, found} or
 * `column_twice` {column}.
 */
export function mapHeader<C extends string>(
  header: TableRow,
  names: Record<C, string[]>,
): Record<C, number> {
  const written = header.cells.map((cell) => keyOf(String(cell ?? '')))
  const columns = Object.keys(names) as C[]
  const at = columns.map((column) => {
    const keys = [column, ...names[column]].map(keyOf)
    const places = written.flatMap((name, index) => (keys.includes(name) ? [index] : []))
    if (places.length > 1)
      throw new TableProblem(
        'column_twice',
        { column },
        { row: header.row, column: (places[1] ?? 0) + 1 },
      )
    return [column, places[0] ?? -1] as const
  })
  const missing = at.filter(([, index]) => index < 0).map(([column]) => column)
  if (missing.length > 0) throw columnsMissing(header, missing)
  return Object.fromEntries(at) as Record<C, number>
}

function columnsMissing(header: TableRow, missing: string[]): TableProblem {
  const found = header.cells.slice(0, 50).map((cell) => String(cell ?? '').slice(0, 80))
  return new TableProblem('columns_missing', { missing, found }, { row: header.row })
}

function keyOf(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '')
}
