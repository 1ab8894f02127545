import type { RefusalTable } from '../http/index.ts'

export const warehouseRefusals = {
  already_picked: [409, 'Everything of it has been picked'],
  not_picked: [409, 'That many have not been picked'],
} satisfies RefusalTable
