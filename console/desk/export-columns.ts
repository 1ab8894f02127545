// The columns that a file of orders may have, in the sequence in which they are offered.
export const fileColumns = [
  'number',
  'externalRef',
  'id',
  'channel',
  'placedAt',
  'promisedFor',
  'status',
  'fulfilment',
  'payment',
  'aftersales',
  'holds',
  'customer',
  'email',
  'phone',
  'recipient',
  'country',
  'region',
  'city',
  'district',
  'street',
  'postcode',
  'sku',
  'item',
  'lines',
  'units',
  'locations',
  'carrier',
  'goods',
  'discount',
  'charges',
  'tax',
  'total',
  'paid',
  'refunded',
  'credited',
  'currency',
  'note',
] as const
export type FileColumn = (typeof fileColumns)[number]

/** Those of the given columns that a file can have, else the usual ones. */
export function fitting(columns: readonly string[]): FileColumn[] {
  const known = new Set<string>(fileColumns)
  const kept = columns.filter((key): key is FileColumn => known.has(key))
  return kept.length > 0 ? [...new Set(kept)] : usual
}

const usual: FileColumn[] = [
  'number',
  'externalRef',
  'channel',
  'placedAt',
  'status',
  'fulfilment',
  'payment',
  'customer',
  'city',
  'units',
  'total',
  'currency',
]
