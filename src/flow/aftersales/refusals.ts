import type { RefusalTable } from '../../base/http/index.ts'

export const aftersalesRefusals = {
  other_sku: [422, 'The lines are not of the same sku'],
  currency_differs: [409, 'The order is in another currency'],
  already_settled: [409, 'The return is settled'],
} satisfies RefusalTable
