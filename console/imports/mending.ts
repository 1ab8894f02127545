// The rows that a person must look at, as they are mended. Pure.
import { bookColumns, type OrderBookColumn } from '../../src/flow/intake/order-book/columns.ts'
import type { Answered } from '../base/api.ts'

type Page = Answered<'GET /api/imports/{id}/repairs'>
export type Repair = Page['items'][number]
export type Reason = Repair['reasons'][number]
export type Cell = Repair['cells'][string]
export type Mended = Answered<'POST /api/imports/{id}/repairs/{row}'>

export const columns = bookColumns
export type Column = OrderBookColumn
export type Texts = Partial<Record<Column, string>>

/** A cell as it is shown and typed: a moment without the letters of its notation. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  const text = String(cell)
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text)
    ? text.slice(0, 19).replace('T', ' ')
    : text
}

/** The column where the first reason lies, else the first one: there the typing begins. */
export function faultyColumn({ reasons }: Pick<Repair, 'reasons'>): Column {
  const column = reasons.find((reason) => reason.column !== null)?.column
  return columns.find((one) => one === column) ?? columns[0]
}

/** What was typed differently from what came; an emptied cell is sent as nothing. */
export function changedCells(
  { cells }: Pick<Repair, 'cells'>,
  typed: Texts,
): Partial<Record<Column, string | null>> {
  const changed: Partial<Record<Column, string | null>> = {}
  for (const column of columns) {
    const text = typed[column]
    if (text === undefined || text === textOf(cells[column])) continue
    changed[column] = text.trim() === '' ? null : text.trim()
  }
  return changed
}

/** Whether a row waits for the same reason, with the same value in the faulty cell. */
export function isAlike(one: Repair, other: Repair): boolean {
  const column = faultyColumn(one)
  return (
    one.reasons[0]?.code === other.reasons[0]?.code &&
    faultyColumn(other) === column &&
    textOf(one.cells[column]) === textOf(other.cells[column])
  )
}

/** The next row below (or above) that still waits; null where there is none. */
export function nextOpen(
  rows: readonly Repair[],
  from: number,
  step: 1 | -1,
  isOpen: (row: number) => boolean,
): number | null {
  for (let at = from + step; at >= 0 && at < rows.length; at += step) {
    const row = rows[at]?.row
    if (row !== undefined && isOpen(row)) return row
  }
  return null
}
