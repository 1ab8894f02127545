import { clsx } from 'clsx'
import { memo, useSyncExternalStore } from 'react'
import type { GridControl, GridState } from './control.ts'
import type { GridColumn } from './types.ts'

type Props<Row> = {
  row: Row
  rowKey: string
  id: string
  index: number
  top: number
  columns: readonly GridColumn<Row>[]
  /** How many of the columns are pinned. */
  pins: number
  control: GridControl
  /** In words, for a row that waits for its answer. */
  working: string
}

const marked = 1
const active = 2
const busy = 4

function bitsOf(state: GridState, key: string): number {
  return (
    (state.marks.has(key) ? marked : 0) |
    (state.active === key ? active : 0) |
    (state.busy.has(key) ? busy : 0)
  )
}

/** One row. It listens for itself whether it is marked, active or waiting, so that marking one draws one. */
function Row<R>({ row, rowKey, id, index, top, columns, pins, control, working }: Props<R>) {
  const bits = useSyncExternalStore(control.subscribe, () => bitsOf(control.get(), rowKey))
  const isActive = (bits & active) !== 0
  const isMarked = (bits & marked) !== 0
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual
    <div
      role="row"
      id={id}
      data-key={rowKey}
      aria-rowindex={index + 2}
      aria-selected={isMarked}
      aria-busy={(bits & busy) !== 0 || undefined}
      style={{ transform: `translateY(${top}px)` }}
      className={clsx(
        'absolute inset-x-0 top-0 grid h-(--row) grid-cols-(--grid-columns) border-b border-line text-sm leading-[calc(var(--row)-1px)]',
        rowTone(isActive, isMarked),
      )}
    >
      <MarkCell marked={isMarked} active={isActive} waits={(bits & busy) !== 0} word={working} />
      {columns.map((column, at) => (
        // biome-ignore lint/a11y/useFocusableInteractive: as above
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div
          key={column.key}
          role="gridcell"
          aria-colindex={at + 2}
          className={clsx(
            'truncate px-2',
            column.align === 'end' && 'numbers text-right',
            column.className,
            at < pins && 'sticky z-[1] bg-inherit',
            at === pins - 1 && 'border-r border-line',
          )}
          style={at < pins ? { left: `var(--left-${at})` } : undefined}
        >
          {column.cell(row)}
        </div>
      ))}
    </div>
  )
}

function rowTone(isActive: boolean, isMarked: boolean): string {
  if (isMarked) return 'bg-accent-soft'
  return isActive ? 'bg-sunken' : 'bg-surface hover:bg-sunken'
}

function MarkCell({
  marked,
  active,
  waits,
  word,
}: {
  marked: boolean
  active: boolean
  waits: boolean
  word: string
}) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: as above
    // biome-ignore lint/a11y/useSemanticElements: as above
    <div
      role="gridcell"
      data-mark=""
      aria-colindex={1}
      className={clsx(
        'sticky left-0 z-[1] grid cursor-pointer place-items-center border-l-2 bg-inherit',
        active ? 'border-accent' : 'border-transparent',
        !waits && box,
        !waits && (marked ? checked : unchecked),
      )}
    >
      {waits && (
        <span role="img" aria-label={word} title={word} className="text-accent">
          ⋯
        </span>
      )}
    </div>
  )
}

/** The box is drawn before the cell's content: an element less in every row. */
const box =
  'before:size-4 before:rounded-sm before:border before:text-center before:text-xs before:leading-[0.875rem]'
const checked = "before:border-accent before:bg-accent before:text-on-accent before:content-['✓']"
const unchecked = "before:border-strong before:bg-surface before:content-['']"

/** Memoised: a row is drawn again when its data, its place or the columns change. */
export const GridRow = memo(Row) as typeof Row
