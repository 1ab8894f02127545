import type { RefusalTable } from '../../base/http/index.ts'

export const stockRefusals = {
  unknown_location: [422, 'There is no such location in use'],
  quantity_too_large: [422, 'The quantity is too large'],
  not_enough_stock: [409, 'That would take away what is promised'],
  others_refused: [409, 'Another movement that belongs to it was refused'],
} satisfies RefusalTable
