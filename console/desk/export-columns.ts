// The columns that a file of orders may have, in the sequence in which they are offered.
export const fileColumns = [
  'number',
  'externalRef',
  'id',
  'state',
  'reason',
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

/** Where one column of the screen becomes two of the file, for a cell of a file holds one thing. */
const parted: Readonly<Record<string, readonly FileColumn[]>> = {
  customer: ['customer', 'city'],
  total: ['total', 'currency'],
}

/** The columns of a file that shows what the screen shows, in its sequence. */
export function fileColumnsOf(shown: readonly string[]): FileColumn[] {
  const known = new Set<string>(fileColumns)
  const keys = shown.flatMap((key): readonly string[] => parted[key] ?? [key])
  return [...new Set(keys)].filter((key): key is FileColumn => known.has(key))
}
