/** The grid of all lists: thousands of rows, columns that people choose, marks, one keyboard. */
export { createGridControl, type GridControl } from './control.ts'
export { Grid, type GridProps } from './grid.tsx'
export type { ColumnSetting, GridColumn, GridPoint, GridSort } from './types.ts'
