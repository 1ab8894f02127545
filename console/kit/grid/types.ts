import type { ReactNode } from 'react'

/** Visible columns in their order; a column that is not listed is hidden. Widths in pixels. */
export type ColumnSetting = { key: string; width?: number; pinned?: boolean }

/** A sequence that the server knows by name, and which way round it is. */
export type GridSort = { name: string; order: 'ascending' | 'descending'; label: string }

export type GridColumn<Row> = {
  key: string
  /** The head, in words. */
  title: string
  /** What stands in the cell. Called while rows are drawn: it must be quick and depend on the row alone. */
  cell: (row: Row) => ReactNode
  /** Pixels to begin with. */
  width: number
  /** The least width, by which no language cuts off the head; it gives way down to it for what is to be in sight. */
  least?: number
  /** Where the room is short, the columns up to this one give way, so that it is seen without scrolling. */
  inSight?: boolean
  align?: 'start' | 'end'
  /** For all cells of the column, so that they need no element of their own inside. */
  className?: string
  /** Takes the room that is left over. */
  grow?: boolean
  pinned?: boolean
  /** Shown only when chosen. */
  optional?: boolean
  /** Cannot be hidden: what tells rows apart. */
  always?: boolean
  /** The sequences that a click on the head goes through. */
  sorts?: readonly GridSort[]
}

/** Where the right mouse button or the menu key was pressed. */
export type GridPoint = { x: number; y: number }
