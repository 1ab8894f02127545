import type { RefusalTable } from '../../base/http/index.ts'

export const aftersalesRefusals = {
  other_sku: [422, 'The return line and the order line have different skus'],
  currency_differs: [409, 'The return and the order have different currencies'],
  already_settled: [409, 'The return is settled already'],
} satisfies RefusalTable
