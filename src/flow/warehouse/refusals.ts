import type { RefusalTable } from '../../base/http/index.ts'

export const warehouseRefusals = {
  already_picked: [409, 'Everything of it has been picked'],
  picking_begun: [409, 'Picking of it has begun'],
  not_picked: [409, 'That many have not been picked'],
} satisfies RefusalTable
