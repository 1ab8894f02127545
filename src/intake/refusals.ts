import type { RefusalTable } from '../http/index.ts'

export const intakeRefusals = {
  row_not_understood: [422, 'The row still cannot be understood'],
} satisfies RefusalTable
