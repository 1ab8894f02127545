import type { RefusalTable } from '../../base/http/index.ts'

export const warehouseRefusals = {
  already_picked: [409, 'Every piece has been picked already'],
  picking_begun: [409, 'Picking has begun'],
  not_picked: [409, 'Fewer pieces are picked and waiting to be packed: pick first'],
} satisfies RefusalTable
