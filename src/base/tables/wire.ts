import type { Limits } from './limits.ts'
import type { Cell, TableParams, TablePlace, TableProblemCode, TableRow } from './table.ts'

/** What the child process is asked; it comes as its one argument, in JSON. */
export type Request = { path: string; limits: Limits }

type WireCell = string | number | boolean | null | { ms: number }

/** What the child process says, one JSON text a line: rows, then how it ended. */
export type Message =
  | { rows: [number, WireCell[]][] }
  | { problem: { code: TableProblemCode; params: TableParams; place: TablePlace } }
  | { fault: string }
  | { end: true }

export function packRows(rows: TableRow[]): Message {
  return { rows: rows.map(({ row, cells }) => [row, cells.map(packCell)]) }
}

export function unpackRows(rows: [number, WireCell[]][]): TableRow[] {
  return rows.map(([row, cells]) => ({ row, cells: cells.map(unpackCell) }))
}

/** JSON has no dates, and a text that looks like one must stay a text. */
function packCell(cell: Cell): WireCell {
  return cell instanceof Date ? { ms: cell.getTime() } : cell
}

function unpackCell(cell: WireCell): Cell {
  return typeof cell === 'object' && cell !== null ? new Date(cell.ms) : cell
}
