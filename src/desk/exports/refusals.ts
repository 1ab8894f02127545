import type { RefusalTable } from '../../base/http/index.ts'

export const exportsRefusals = {
  too_many_rows: [422, 'There are more rows than a spreadsheet can have'],
} satisfies RefusalTable
