import type { RefusalTable } from '../../base/http/index.ts'

export const catalogRefusals = {
  sku_twice: [422, 'The same sku stands twice in this request'],
  unknown_price_list: [422, 'There is no such price list'],
  price_list_in_use: [409, 'The list has prices: its currency cannot change'],
} satisfies RefusalTable
