import type { RefusalTable } from '../../base/http/index.ts'

export const exportsRefusals = {
  too_many_rows: [
    422,
    'There are more rows than a spreadsheet can hold: narrow the selection or take CSV',
  ],
} satisfies RefusalTable
