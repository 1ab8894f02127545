import type { RefusalTable } from '../../base/http/index.ts'

export const stockRefusals = {
  unknown_location: [422, 'There is no location in use with this code'],
  quantity_too_large: [422, 'The quantity is too large'],
  not_enough_stock: [409, 'Not that much can be taken: the rest is promised to orders'],
  others_refused: [
    409,
    'Nothing was moved, because another movement of the same request was refused',
  ],
} satisfies RefusalTable
