import type { RefusalTable } from '../../base/http/index.ts'

export const catalogRefusals = {
  sku_twice: [422, 'The request names the same sku twice'],
  unknown_price_list: [422, 'There is no such price list'],
  price_list_in_use: [409, 'The list has prices, so its currency cannot change: make a new list'],
} satisfies RefusalTable
