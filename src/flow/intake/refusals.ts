import type { RefusalTable } from '../../base/http/index.ts'

export const intakeRefusals = {
  row_not_understood: [422, 'The row still cannot be understood'],
  import_not_running: [409, 'The document is not being read'],
  import_not_stopped: [409, 'The document was not stopped'],
} satisfies RefusalTable
