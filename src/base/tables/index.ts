/**
 * Reading strangers' tables: XLSX and CSV files of unknown origin become rows of plain cells. The parsing runs
 * in a child process with limits on time, memory and unpacked size, so that a hostile or broken file costs its
 * sender an error and nobody else anything. Our own tables are written as they come, in memory that does not grow.
 */
export { type Reading, readDate, readMoney, readText, readWhole } from './cells.ts'
export { readCountry } from './country.ts'
export { mapHeader } from './header.ts'
export { type ReadTableOptions, readTable } from './read-table.ts'
export type {
  Cell,
  TableChunk,
  TableParams,
  TablePlace,
  TableProblemCode,
  TableRow,
} from './table.ts'
export { TableProblem } from './table.ts'
export type { OutCell, OutRow } from './write.ts'
export { writeCsv } from './write-csv.ts'
export { mostRows, writeXlsx } from './write-xlsx.ts'
