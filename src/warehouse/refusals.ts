import type { RefusalTable } from '../http/index.ts'

export const warehouseRefusals = {
  not_picked: [409, 'That many have not been picked'],
} satisfies RefusalTable
