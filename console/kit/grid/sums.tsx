import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { GridColumn } from './types.ts'

/** The row of sums, which stays at the foot. */
export function GridSums<Row>({
  columns,
  pins,
  sums,
}: {
  columns: readonly GridColumn<Row>[]
  pins: number
  sums: Readonly<Record<string, ReactNode>>
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual
    <div role="rowgroup" className="sticky bottom-0 z-[2]">
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div
        role="row"
        className="grid h-(--row) grid-cols-(--grid-columns) border-t border-line bg-sunken text-sm leading-(--row) font-medium"
      >
        {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="gridcell" className="sticky left-0 bg-inherit" />
        {columns.map((column, at) => (
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          // biome-ignore lint/a11y/useSemanticElements: as above
          <div
            key={column.key}
            role="gridcell"
            className={clsx(
              'truncate px-2',
              column.align === 'end' && 'numbers text-right',
              at < pins && 'sticky bg-inherit',
              at === pins - 1 && 'border-r border-line',
            )}
            style={at < pins ? { left: `var(--left-${at})` } : undefined}
          >
            {sums[column.key]}
          </div>
        ))}
      </div>
    </div>
  )
}
