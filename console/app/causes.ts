// Why people hold and cancel orders, as the codes that are offered for it; the likeliest first. Their words are in the catalogues.

export const holdCodes = [
  'address_check',
  'payment_review',
  'customer_request',
  'price_check',
  'large_order',
  'fraud_check',
  'duplicate',
  'other',
] as const

export const cancelReasons = [
  'customer_request',
  'out_of_stock',
  'duplicate',
  'price_error',
  'fraud',
  'other',
] as const
